package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Shape;

class NpzTest {
  private static final NDArray X = NDArray.of(new float[][] {{0, 1.5f, -2.25f}, {3.125f, 1 / 0f, 1e-3f}});
  private static final NDArray Y = NDArray.ofBytes(Shape.of(3), new byte[] {5, 0, 4}, 1);

  @TempDir
  private Path folder;

  private Map<String, NDArray> read(byte[] file) throws IOException {
    return new NpzReader().read(Files.write(folder.resolve("data.npz"), file));
  }

  private static byte[] zip(String... names) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(NpyTest.fixture("uint8.npy"));
      }
    }
    return bytes.toByteArray();
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @ValueSource(strings = {"arrays.npz", "arrays-compressed.npz"})
    void readsTheArraysOfNumPy(String name) throws IOException {
      Map<String, NDArray> arrays = read(NpyTest.fixture(name));
      assertEquals(List.of("x", "y"), List.copyOf(arrays.keySet()));
      assertEquals(X, arrays.get("x"));
      assertEquals(Y, arrays.get("y"));
    }

    @Test
    void theResultIsUnmodifiable() throws IOException {
      Map<String, NDArray> arrays = read(NpyTest.fixture("arrays.npz"));
      assertThrows(UnsupportedOperationException.class, arrays::clear);
    }

    @Test
    void leavesAMissingFileToTheSystem() {
      assertThrows(NoSuchFileException.class, () -> new NpzReader().read(folder.resolve("none.npz")));
    }
  }

  @Nested
  class Refusals {
    @Test
    void namesEntriesThatAreNoArrays() throws IOException {
      Damage.refused("data.npz, entry \"model.pkl\": expected the name of an array, ending in .npy",
          zip("x.npy", "model.pkl"), NpzTest.this::read);
      for (String name : List.of("/x.npy", "../x.npy", "a\\x.npy")) {
        Damage.refused("data.npz, entry \"" + name + "\": a name with a leading '/', with '\\' or with '..' is refused",
            zip(name), NpzTest.this::read);
      }
    }

    @Test
    void namesEntriesThatComeTwice() throws IOException {
      // ZipOutputStream refuses to write one, so a second name is made equal to the first.
      String text = new String(zip("x.npy", "y.npy"), StandardCharsets.ISO_8859_1).replace("y.npy", "x.npy");
      Damage.refused("data.npz, entry \"x.npy\": the name comes twice", text.getBytes(StandardCharsets.ISO_8859_1),
          NpzTest.this::read);
    }

    @Test
    void namesArchivesBeyondTheLimit() throws IOException {
      NpzReader reader = new NpzReader().maxBytes(200);
      assertEquals(200, reader.maxBytes());
      Path file = Files.write(folder.resolve("data.npz"), NpyTest.fixture("arrays.npz"));
      Damage.refused("data.npz, entry \"y.npy\": its 131 bytes are more than the 48 left of the limit of 200",
          new byte[0], ignored -> reader.read(file));
      assertEquals("`maxBytes` must be positive, got 0",
          assertThrows(IllegalArgumentException.class, () -> reader.maxBytes(0)).getMessage());
    }

    @Test
    void checksTheChecksum() throws IOException {
      byte[] file = NpyTest.fixture("arrays.npz");
      // Within the elements of x, which are stored as they are.
      int at = new String(file, StandardCharsets.ISO_8859_1).indexOf("\n") + 2;
      file[at] ^= 1;
      Damage.refused("data.npz, entry \"x.npy\": the checksum (CRC-32) does not match the content", file,
          NpzTest.this::read);
    }

    @Test
    void namesTheArrayInWhichSomethingIsWrong() throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
        zip.putNextEntry(new ZipEntry("x.npy"));
        zip.write(NpyTest.fixture("objects.npy"));
      }
      Damage.refused("data.npz!x.npy, byte 128: dtype '|O' holds pickled Python objects, which are not loaded: that "
          + "would run code from the file", bytes.toByteArray(), NpzTest.this::read);
    }
  }

  @Nested
  class DamagedFiles {
    @ParameterizedTest
    @ValueSource(strings = {"arrays.npz", "arrays-compressed.npz"})
    void areRefusedWhereverCut(String name) throws IOException {
      Damage.refusedWhereverCut(NpyTest.fixture(name), NpzTest.this::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"arrays.npz", "arrays-compressed.npz"})
    void areReadOrRefusedWhateverByteIsChanged(String name) throws IOException {
      Damage.survivesChangedBytes(NpyTest.fixture(name), 2000, name.hashCode(), NpzTest.this::read);
    }
  }

  @Nested
  class Writing {
    private final Map<String, NDArray> arrays = new LinkedHashMap<>(Map.of("x", X));

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void readsWhatItWrote(boolean compressed) throws IOException {
      arrays.put("y", Y);
      NpzWriter writer = new NpzWriter().compressed(compressed);
      assertEquals(compressed, writer.compressed());
      writer.write(arrays, folder.resolve("a.npz"));
      writer.write(arrays, folder.resolve("b.npz"));
      assertEquals(arrays, new NpzReader().read(folder.resolve("a.npz")));
      assertArrayEquals(Files.readAllBytes(folder.resolve("a.npz")), Files.readAllBytes(folder.resolve("b.npz")));
    }

    @Test
    void compresses() throws IOException {
      arrays.put("zeros", NDArray.zeros(1000));
      new NpzWriter().compressed(true).write(arrays, folder.resolve("a.npz"));
      assertTrue(Files.size(folder.resolve("a.npz")) < 1000);
      assertEquals(arrays, new NpzReader().read(folder.resolve("a.npz")));
    }

    @Test
    void rejectsNamesThatCanNotBeReadAgain() {
      assertEquals("Can't write an array named \"../x\": a name with a leading '/', with '\\' or with '..' is refused",
          assertThrows(IllegalArgumentException.class,
              () -> new NpzWriter().write(Map.of("../x", X), folder.resolve("a.npz"))).getMessage());
      assertEquals("Can't write an array named \"\": expected the name of an array, ending in .npy",
          assertThrows(IllegalArgumentException.class,
              () -> new NpzWriter().write(Map.of("", X), folder.resolve("a.npz"))).getMessage());
    }
  }
}
