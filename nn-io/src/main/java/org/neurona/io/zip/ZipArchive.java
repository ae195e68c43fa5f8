package org.neurona.io.zip;

import static org.neurona.io.zip.ZipDirectory.require;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;

/**
 * A zip archive, read in place: nothing is extracted, and what is stored without compression is not even copied. The
 * JDK's {@code ZipFile} doesn't tell where a member's bytes are, and takes archives whose members have one name or lie
 * over one another.
 *
 * <p>Every failure that the archive is to blame for is an {@link IllegalArgumentException} or an {@link IOException}.
 */
public final class ZipArchive {
  private static final int HEADER_SIGNATURE = 0x04034b50;
  private static final int HEADER_SIZE = 30;
  private static final int MOST_MEMBERS = 10_000;
  private static final int BUFFER = 1 << 16;
  private static final String OVERLAP = "members lie over one another";
  /** Archives smaller than this may unpack to it, however well they are compressed. */
  private static final long ALWAYS_ALLOWED = 8 << 20;

  private final ByteSource archive;
  private final LoadLimits limits;
  private final Map<String, ZipMember> members;
  private final Map<String, Long> dataOffsets = new java.util.HashMap<>();
  private long unpackedBytes;

  /**
   * Reads the directory.
   *
   * @throws IllegalArgumentException if the archive is damaged, or has names, links or sizes that no honest one has
   */
  public ZipArchive(ByteSource archive, LoadLimits limits) throws IOException {
    this.archive = archive;
    this.limits = limits;
    this.members = new ZipDirectory(archive).read(MOST_MEMBERS);
    findData();
  }

  /** Whether bytes begin as a zip archive does. */
  public static boolean isZip(ByteBuffer start) {
    return start.remaining() >= 4 && start.getInt(start.position()) == HEADER_SIGNATURE;
  }

  /** The members' names, in the directory's order. */
  public Set<String> names() {
    return members.keySet();
  }

  /** Finds where each member's bytes are, and that no two share any. */
  private void findData() throws IOException {
    NavigableMap<Long, Long> ranges = new TreeMap<>();
    for (ZipMember member : members.values()) {
      ByteBuffer header = archive.bytes(member.headerOffset(), HEADER_SIZE);
      require(header.getInt(0) == HEADER_SIGNATURE, "the member " + member.name() + " is not where the directory says");
      int nameLength = Short.toUnsignedInt(header.getShort(26));
      byte[] name = new byte[nameLength];
      archive.bytes(member.headerOffset() + HEADER_SIZE, nameLength).get(name);
      require(new String(name, java.nio.charset.StandardCharsets.UTF_8).equals(member.name()),
          "the member " + member.name() + " has another name in its own header");
      require(Short.toUnsignedInt(header.getShort(8)) == (member.deflated() ? 8 : 0),
          "the member " + member.name() + " has another method in its own header");
      long offset = member.headerOffset() + HEADER_SIZE + nameLength + Short.toUnsignedInt(header.getShort(28));
      require(offset <= archive.size() - member.storedSize(), "the member " + member.name() + " ends behind the file");
      dataOffsets.put(member.name(), offset);
      require(ranges.put(member.headerOffset(), offset + member.storedSize()) == null, OVERLAP);
    }
    long end = 0;
    for (Map.Entry<Long, Long> range : ranges.entrySet()) {
      require(range.getKey() >= end, OVERLAP);
      end = range.getValue();
    }
  }

  /**
   * What a member holds, after its checksum was found right.
   *
   * @throws IllegalArgumentException if there is no such member, it is damaged, or it unpacks to more than is allowed
   */
  public ByteSource open(String name) throws IOException {
    ZipMember member = members.get(name);
    require(member != null, "the member " + name + " is missing. Members: " + String.join(", ", members.keySet()));
    ByteSource stored = archive.part(dataOffsets.get(name), member.storedSize());
    if (!member.deflated()) {
      requireChecksum(member, checksum(stored));
      return stored;
    }
    byte[] unpacked = inflate(member, stored);
    CRC32 crc = new CRC32();
    crc.update(unpacked);
    requireChecksum(member, crc.getValue());
    return ByteSource.of(unpacked);
  }

  private static void requireChecksum(ZipMember member, long found) {
    require(found == member.crc32(), "the member " + member.name() + " is damaged: it doesn't have its checksum");
  }

  private static long checksum(ByteSource bytes) throws IOException {
    CRC32 crc = new CRC32();
    for (long position = 0; position < bytes.size(); position += BUFFER) {
      crc.update(bytes.bytes(position, (int) Math.min(BUFFER, bytes.size() - position)));
    }
    return crc.getValue();
  }

  /**
   * Unpacks into memory that grows with what really comes out, and no further than the directory and the limits say.
   */
  private byte[] inflate(ZipMember member, ByteSource stored) throws IOException {
    // Of all members together, for each is kept in memory.
    long allowed = Math.max(ALWAYS_ALLOWED, limits.maxExpansion() > Long.MAX_VALUE / archive.size()
        ? Long.MAX_VALUE : limits.maxExpansion() * archive.size());
    require(member.size() <= allowed - unpackedBytes,
        "the member " + member.name() + " unpacks to " + member.size() + " bytes, with which there are more than "
        + limits.maxExpansion() + " times the " + archive.size() + " of the archive");
    unpackedBytes += member.size();
    require(member.size() <= limits.maxUnpackedBytes(), "the member " + member.name() + " unpacks to " + member.size()
        + " bytes, more than the limit of " + limits.maxUnpackedBytes());
    ByteArrayOutputStream unpacked = new ByteArrayOutputStream((int) Math.min(member.size(), BUFFER));
    Inflater inflater = new Inflater(true);
    try {
      byte[] buffer = new byte[BUFFER];
      long position = 0;
      while (!inflater.finished()) {
        if (inflater.needsInput()) {
          require(position < stored.size(), "the member " + member.name() + " ends too early");
          ByteBuffer input = stored.bytes(position, (int) Math.min(BUFFER, stored.size() - position));
          position += input.remaining();
          inflater.setInput(input);
        }
        int count = inflater.inflate(buffer);
        require(count > 0 || inflater.finished() || inflater.needsInput(), "the member " + member.name()
            + " is damaged: it asks for a dictionary");
        require(unpacked.size() + (long) count <= member.size(), "the member " + member.name()
            + " unpacks to more than the " + member.size() + " bytes that it says");
        unpacked.write(buffer, 0, count);
      }
    } catch (DataFormatException e) {
      throw new IllegalArgumentException("the member " + member.name() + " is damaged: " + e.getMessage(), e);
    } finally {
      inflater.end();
    }
    require(unpacked.size() == member.size(), "the member " + member.name() + " unpacks to " + unpacked.size()
        + " bytes, not to the " + member.size() + " that it says");
    return unpacked.toByteArray();
  }
}
