package org.neurona.io.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.neurona.NDArray;
import org.neurona.io.LoadLimits;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.keras.Fixtures;

/** Files that reach out, loop or claim more than they have are refused before jHDF sees them. */
class HostileHdf5Test {
  @TempDir
  Path folder;

  private static byte[] hostile(String name) throws IOException {
    try (InputStream in = HostileHdf5Test.class.getResourceAsStream("hostile/" + name + ".h5")) {
      return in.readAllBytes();
    }
  }

  private static String reason(byte[] file) {
    return assertThrows(IllegalArgumentException.class,
        () -> HdfGuard.check(ByteSource.of(file), LoadLimits.defaults())).getMessage();
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "external-link    | /: its member secret is a link to another file, which is never followed",
      "soft-link        | /: its member alias is a soft link, which is never followed",
      "soft-link-loop   | /: its member a is a soft link, which is never followed",
      "hard-link-loop   | /layers: /layers/again: a second link to the same object, or a loop of links",
      "two-links        | /: /b: a second link to the same object, or a loop of links",
      "external-storage | /kernel: its data are in other files, which are never opened",
      "virtual          | /kernel: its data are parts of other arrays or files, which are never opened",
      "deflate-bomb     | /kernel: its data are filtered (compressed, for example), which Keras does not write. "
          + "h5repack -f NONE -l CONTI writes them plainly",
      "chunks           | /kernel: its data are stored in chunks, which Keras does not write. h5repack -l CONTI stores "
          + "them in one piece",
      "shape-bomb       | /kernel: more numbers than the limit of 4294967296",
      "dense-links      | /: its members or attributes are stored densely, which Keras does not write",
      "compound         | /kernel: its elements are no numbers (HDF5 type class 6)",
      "texts-as-array   | /kernel: its elements are no numbers (HDF5 type class 9)",
      "reference        | /: the attribute layer_names is of a type that Keras does not write",
      "named-type       | /type: a named type, which Keras does not write",
      "user-block       | not an HDF5 file"})
  void whatKerasNeverWritesIsRefusedByName(String name, String expected) throws IOException {
    assertEquals(expected, reason(hostile(name)));
  }

  @Test
  void aShapeWithNothingStoredIsRefused() throws IOException {
    LoadLimits wide = LoadLimits.defaults().maxParameters(Long.MAX_VALUE);

    assertEquals("/kernel: its shape needs 4398046511104 bytes, but nothing is stored",
        assertThrows(IllegalArgumentException.class,
            () -> HdfGuard.check(ByteSource.of(hostile("shape-bomb")), wide)).getMessage());
  }

  @Test
  void aModelFileThatReachesOutEndsInOneExceptionThatNamesTheFile() throws IOException {
    Path file = Files.write(folder.resolve("model.h5"), hostile("external-storage"));

    assertEquals("model.h5: /kernel: its data are in other files, which are never opened",
        assertThrows(ModelFormatException.class, () -> Models.load(file)).getMessage());
  }

  @Test
  void depthAndNumberOfObjectsAreLimited() throws IOException {
    Path deep = folder.resolve("deep.h5");
    try (Hdf5Writer writer = new Hdf5Writer(deep)) {
      writer.root().group("a/".repeat(101) + "a").array("x", NDArray.of(1f));
    }

    assertTrue(reason(Files.readAllBytes(deep)).endsWith("groups are nested deeper than the limit of 100"));
    assertTrue(assertThrows(IllegalArgumentException.class, () -> HdfGuard.check(
        ByteSource.of(Files.readAllBytes(deep)), LoadLimits.defaults().maxDepth(1000).maxObjects(50))).getMessage()
        .endsWith("more groups, arrays and attributes than the limit of 50"));
  }

  private static byte[] sound() throws IOException {
    return Files.readAllBytes(Fixtures.file("k2-sparse-xent/simple_sparse_xent_mlp_keras_2_model.h5"));
  }

  /** Where letters first are in a file. */
  private static int find(byte[] file, String letters, int from) {
    for (int i = from; i <= file.length - letters.length(); i++) {
      int matching = 0;
      while (matching < letters.length() && file[i + matching] == letters.charAt(matching)) {
        matching++;
      }
      if (matching == letters.length()) {
        return i;
      }
    }
    throw new IllegalStateException("no " + letters);
  }

  private static ByteBuffer at(byte[] file, int position) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).position(position);
  }

  @Test
  void aTreeThatIsItsOwnChildIsNoEndlessWalk() throws IOException {
    byte[] file = sound();
    int tree = find(file, "TREE", 0);
    file[tree + 5] = 1; // no leaf
    at(file, 0).putLong(tree + 32, tree);

    assertEquals("/: its parts lie over one another", reason(file).replaceFirst("its tree.*", "?"));
  }

  @Test
  void aMemberWhoseHeaderIsItsParentsIsALoop() throws IOException {
    byte[] file = sound();
    int node = find(file, "SNOD", 0);
    at(file, 0).putLong(node + 8 + 8, at(file, 0).getLong(64)); // the root's own header, from the superblock

    assertTrue(reason(file).endsWith("a second link to the same object, or a loop of links"), reason(file));
  }

  @Test
  void aHeapOfTextsThatClaimsMoreThanTheFileHasIsRefused() throws IOException {
    byte[] file = sound();
    at(file, 0).putLong(find(file, "GCOL", 0) + 8, 1L << 30);

    assertTrue(reason(file).contains("are not within the file"), reason(file));
  }

  @Test
  void aHeapOfNamesThatClaimsMoreThanTheFileHasIsRefused() throws IOException {
    byte[] file = sound();
    at(file, 0).putLong(find(file, "HEAP", 0) + 8, 1L << 40);

    assertTrue(reason(file).contains("are not within the file"), reason(file));
  }

  @Test
  void manyReferencesToOneTextCountAsManyTexts() throws IOException {
    LoadLimits few = LoadLimits.defaults().maxStructureChars(500);

    assertTrue(assertThrows(IllegalArgumentException.class, () -> HdfGuard.check(ByteSource.of(sound()), few))
        .getMessage().endsWith("attributes have more characters than the limit of 500"));
  }

  @Test
  void aHeaderWithAnotherChecksumThanItSaysIsRefused() throws IOException {
    Path written = folder.resolve("written.h5");
    try (Hdf5Writer writer = new Hdf5Writer(written)) {
      writer.root().group("layers").array("kernel", NDArray.of(1f));
    }
    byte[] file = Files.readAllBytes(written);
    HdfGuard.check(ByteSource.of(file), LoadLimits.defaults());
    file[find(file, "kernel", 0)] = 'K';

    assertEquals("/layers: a part of its header has another checksum than it says", reason(file));
  }

  @Test
  void aSuperblockWithAnotherChecksumThanItSaysIsRefused() throws IOException {
    Path written = folder.resolve("written.h5");
    try (Hdf5Writer writer = new Hdf5Writer(written)) {
      writer.root().array("kernel", NDArray.of(1f));
    }
    byte[] file = Files.readAllBytes(written);
    file[28]++; // where the file ends

    assertEquals("its superblock has another checksum than it says", reason(file));
  }
}
