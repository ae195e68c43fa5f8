package org.neurona.io.zip;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

class ZipArchiveTest {
  private static final byte[] A = "the first member".getBytes(StandardCharsets.UTF_8);
  private static final byte[] B = "another one".getBytes(StandardCharsets.UTF_8);

  private static byte[] stored(Map<String, byte[]> members) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFileWriter writer = new ZipFileWriter(bytes)) {
      for (Map.Entry<String, byte[]> member : members.entrySet()) {
        writer.write(member.getKey(), member.getValue());
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] two() throws IOException {
    return stored(new TreeMap<>(Map.of("a.txt", A, "b.txt", B)));
  }

  private static byte[] deflated(String name, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(content);
    }
    return bytes.toByteArray();
  }

  private static ZipArchive open(byte[] archive) throws IOException {
    return new ZipArchive(ByteSource.of(archive), LoadLimits.defaults());
  }

  private static String refusal(byte[] archive) {
    return assertThrows(IllegalArgumentException.class, () -> open(archive)).getMessage();
  }

  private static byte[] content(ZipArchive archive, String name) throws IOException {
    ByteSource member = archive.open(name);
    byte[] bytes = new byte[(int) member.size()];
    member.bytes(0, bytes.length).get(bytes);
    return bytes;
  }

  /** The place of the n-th header that begins with a signature. */
  private static int header(byte[] archive, int signature, int n) {
    ByteBuffer bytes = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
    int found = 0;
    for (int i = 0; i <= archive.length - 4; i++) {
      if (bytes.getInt(i) == signature && found++ == n) {
        return i;
      }
    }
    throw new IllegalStateException();
  }

  private static int entry(byte[] archive, int n) {
    return header(archive, 0x02014b50, n);
  }

  private static ByteBuffer edit(byte[] archive) {
    return ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Test
  void storedAndDeflatedMembersAreRead() throws IOException {
    assertArrayEquals(A, content(open(two()), "a.txt"));
    assertArrayEquals(B, content(open(two()), "b.txt"));
    byte[] random = new byte[200_000];
    new Random(1).nextBytes(random);
    assertArrayEquals(random, content(open(deflated("r", random)), "r"));
    assertArrayEquals(new byte[0], content(open(deflated("empty", new byte[0])), "empty"));
  }

  @Test
  void aMemberThatIsMissingIsNamedAmongThoseThatThereAre() throws IOException {
    ZipArchive archive = open(two());

    assertEquals("the member config.json is missing. Members: a.txt, b.txt",
        assertThrows(IllegalArgumentException.class, () -> archive.open("config.json")).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../outside", "a/../../b", "a\\b", "C:evil", "./a"})
  void namesThatLeadOutOfAFolderAreRefused(String name) throws IOException {
    assertEquals("a member is called \"" + name + "\", which is no name for a file within an archive",
        refusal(stored(Map.of(name, A))));
  }

  @Test
  void twoMembersOfOneNameAreRefused() throws IOException {
    byte[] archive = two();
    archive[header(archive, 0x04034b50, 1) + 30] = 'a';
    archive[entry(archive, 1) + 46] = 'a';

    assertEquals("the member a.txt comes twice", refusal(archive));
  }

  @Test
  void twoNamesForOneMemberAreRefused() throws IOException {
    byte[] archive = two();
    archive[entry(archive, 1) + 46] = 'c';

    assertEquals("the member c.txt has another name in its own header", refusal(archive));
  }

  @Test
  void linksAndEncryptedMembersAreRefused() throws IOException {
    byte[] link = two();
    link[entry(link, 0) + 5] = 3;
    edit(link).putInt(entry(link, 0) + 38, 0120777 << 16);
    assertEquals("the member a.txt is a link", refusal(link));
    byte[] encrypted = two();
    encrypted[entry(encrypted, 0) + 8] |= 1;
    assertEquals("the member a.txt is encrypted", refusal(encrypted));
    byte[] other = two();
    other[entry(other, 0) + 10] = 12;
    assertEquals("the member a.txt is compressed by method 12, which is not read", refusal(other));
  }

  @Test
  void membersThatLieOverOneAnotherAreRefused() throws IOException {
    byte[] inner = stored(Map.of("b.txt", B));
    byte[] record = Arrays.copyOf(inner, entry(inner, 0));
    byte[] archive = stored(new TreeMap<>(Map.of("a.txt", record, "b.txt", B)));
    edit(archive).putInt(entry(archive, 1) + 42, 30 + 5);

    assertEquals("members lie over one another", refusal(archive));
  }

  @Test
  void sizesThatTheFileDoesNotHaveAreRefused() throws IOException {
    byte[] large = two();
    edit(large).putInt(entry(large, 1) + 20, 1 << 30).putInt(entry(large, 1) + 24, 1 << 30);
    assertEquals("the member b.txt ends behind the file", refusal(large));
    byte[] different = two();
    edit(different).putInt(entry(different, 1) + 24, 5);
    assertEquals("the member b.txt has two sizes: 11 and 5", refusal(different));
  }

  @Test
  void aBombIsRefusedBeforeItGoesOff() throws IOException {
    byte[] bomb = deflated("zeros", new byte[50 << 20]);

    String reason = assertThrows(IllegalArgumentException.class, () -> open(bomb).open("zeros")).getMessage();

    assertTrue(reason
        .matches("the member zeros unpacks to 52428800 bytes, with which there are more than 4 times the \\d+ of the "
            + "archive"),
        reason);
  }

  @Test
  void aBombThatClaimsToBeSmallStopsAtWhatItClaims() throws IOException {
    byte[] bomb = deflated("zeros", new byte[50 << 20]);
    edit(bomb).putInt(entry(bomb, 0) + 24, 1000);

    assertEquals("the member zeros unpacks to more than the 1000 bytes that it says",
        assertThrows(IllegalArgumentException.class, () -> open(bomb).open("zeros")).getMessage());
  }

  @Test
  void aChangedByteOfAMemberIsFound() throws IOException {
    byte[] archive = two();
    archive[header(archive, 0x04034b50, 1) + 35] ^= 1;

    assertEquals("the member b.txt is damaged: it doesn't have its checksum",
        assertThrows(IllegalArgumentException.class, () -> open(archive).open("b.txt")).getMessage());
  }

  @Test
  void anArchiveThatEndsTooEarlyIsRefusedWhereverItEnds() throws IOException {
    byte[] archive = two();
    for (int length = 0; length < archive.length; length++) {
      byte[] cut = Arrays.copyOf(archive, length);
      assertTrue(refusal(cut).startsWith("not a zip archive"));
    }
  }

  @Test
  void anythingBehindTheArchiveIsRefused() throws IOException {
    byte[] archive = two();

    assertTrue(refusal(Arrays.copyOf(archive, archive.length + 7)).startsWith("not a zip archive"));
  }
}
