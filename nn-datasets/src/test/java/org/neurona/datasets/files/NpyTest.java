package org.neurona.datasets.files;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Shape;

/** The reader and the writer against files that NumPy 2.4 wrote. */
class NpyTest {
  private static final NDArray FLOATS = NDArray.of(new float[][] {{0, 1.5f, -2.25f}, {3.125f, 1 / 0f, 1e-3f}});
  private static final NDArray INTS = NDArray.of(Integer.MIN_VALUE, -1, 0, 7, Integer.MAX_VALUE);

  static byte[] fixture(String name) throws IOException {
    try (InputStream in = NpyTest.class.getResourceAsStream(name)) {
      assertNotNull(in, name);
      return in.readAllBytes();
    }
  }

  private static NDArray read(byte[] file) throws IOException {
    return new NpyReader().read(new ByteArrayInputStream(file), "data.npy");
  }

  private static NDArray readFixture(String name) throws IOException {
    return read(fixture(name));
  }

  private static byte[] written(NDArray array) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new NpyWriter().write(array, out);
    return out.toByteArray();
  }

  private static void assertRefused(String message, byte[] file) {
    Damage.refused(message, file, NpyTest::read);
  }

  /** A version 1.0 file with any header text. */
  private static byte[] npy(String header, byte... elements) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(header.length() & 255);
    out.write(header.length() >> 8);
    out.writeBytes(header.getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(elements);
    return out.toByteArray();
  }

  @Nested
  class Reading {
    @ParameterizedTest
    @ValueSource(strings = {"float32", "float32-big-endian", "float32-fortran", "version-2", "version-3"})
    void readsFloats(String name) throws IOException {
      assertEquals(FLOATS, readFixture(name + ".npy"));
    }

    @Test
    void readsDoubles() throws IOException {
      double[] third = FLOATS.toDoubleArray();
      for (int i = 0; i < third.length; i++) {
        third[i] /= 3;
      }
      assertEquals(NDArray.of(FLOATS.shape(), third), readFixture("float64.npy"));
      assertEquals(NDArray.of(FLOATS.shape(), third), readFixture("float64-big-endian.npy"));
    }

    @Test
    void readsIntegersOfAllSizes() throws IOException {
      assertEquals(INTS, readFixture("int64.npy"));
      assertEquals(INTS, readFixture("int32-big-endian.npy"));
      assertEquals(NDArray.of(5, 0, 4, 1, 9), readFixture("int32.npy"));
      assertEquals(NDArray.of(-32768, 32767), readFixture("int16.npy"));
      assertEquals(NDArray.of(-128, 127), readFixture("int8.npy"));
      assertEquals(NDArray.of(0, 65535), readFixture("uint16-big-endian.npy"));
      assertEquals(NDArray.of(0, Integer.MAX_VALUE), readFixture("uint32.npy"));
    }

    @Test
    void readsBytesAndBooleans() throws IOException {
      assertEquals(NDArray.ofBytes(Shape.of(3), new byte[] {0, -128, -1}, 1), readFixture("uint8.npy"));
      assertEquals(NDArray.ofBytes(Shape.of(2, 2), new byte[] {1, 0, 0, 1}, 1), readFixture("bool.npy"));
    }

    @Test
    void transposesFortranOrder() throws IOException {
      assertEquals(NDArray.of(IntStream.range(0, 24).toArray()).reshape(2, 3, 4),
          readFixture("int32-rank3-fortran.npy"));
    }

    @Test
    void readsScalarsAndEmptyArrays() throws IOException {
      assertEquals(NDArray.scalar(2.5f), readFixture("scalar.npy"));
      assertEquals(NDArray.zeros(0, 3), readFixture("empty.npy"));
    }

    @Test
    void readsAnyFormOfTheHeader() throws IOException {
      NDArray expected = NDArray.ofBytes(Shape.of(2), new byte[] {7, 8}, 1);
      for (String header : List.of("{'descr':'|u1','fortran_order':False,'shape':(2,)}",
          "{\"shape\": (2,), \"fortran_order\": True, \"descr\": \"|u1\", }\n")) {
        assertEquals(expected, read(npy(header, (byte) 7, (byte) 8)));
      }
    }
  }

  @Nested
  class Refusals {
    @Test
    void neverUnpicklesObjects() throws IOException {
      assertRefused("data.npy, byte 128: dtype '|O' holds pickled Python objects, which are not loaded: that would run "
          + "code from the file", fixture("objects.npy"));
    }

    @Test
    void namesTypesThatAreNotSupported() throws IOException {
      String known = " is not supported; known: f4, f8, i1, i2, i4, i8, u1, u2, u4, u8 and b1";
      assertRefused("data.npy, byte 128: dtype '<f2'" + known, fixture("float16.npy"));
      assertRefused("data.npy, byte 128: dtype '<U2'" + known, fixture("text.npy"));
      assertRefused("data.npy, byte 58: dtype '|i4'" + known,
          npy("{'descr':'|i4','fortran_order':False,'shape':()}", new byte[4]));
      assertRefused("data.npy, byte 20: records (structured dtypes) are not supported; save each field as an array of "
          + "its own", fixture("records.npy"));
    }

    @Test
    void namesValuesThatDoNotFit() throws IOException {
      assertRefused("data.npy, byte 136: the value 2147483648 does not fit in int32", fixture("int64-too-large.npy"));
      assertRefused("data.npy, byte 128: the value 9223372036854775808 does not fit in int32",
          fixture("uint64-too-large.npy"));
      assertRefused("data.npy, byte 61: a bool must be 0 or 1, got 2",
          npy("{'descr':'|b1','fortran_order':False,'shape':(2,)}", (byte) 1, (byte) 2));
    }

    @Test
    void namesWhatIsNoNpyFile() {
      assertRefused("data.npy, byte 0: expected an .npy file, which begins with 0x93 NUMPY, got 0x50 0x4b 0x03 0x04 "
          + "0x14 0x00", new byte[] {0x50, 0x4b, 3, 4, 20, 0, 0});
      byte[] version = npy("");
      version[6] = 9;
      assertRefused("data.npy, byte 6: unknown format version 9.0; known: 1.0, 2.0, 3.0", version);
      byte[] longHeader = npy(" ".repeat(10001));
      assertRefused("data.npy, byte 8: a header of 10001 bytes is longer than the 10000 that are read", longHeader);
    }

    @Test
    void parsesTheHeaderStrictly() {
      assertRefused("data.npy, byte 10: expected '{', got the end of the header", npy(""));
      assertRefused("data.npy, byte 11: unknown key 'x'; expected descr, fortran_order and shape", npy("{'x': 1}"));
      assertRefused("data.npy, byte 10: key 'descr' is missing", npy("{}"));
      assertRefused("data.npy, byte 10: key 'fortran_order' is missing", npy("{'descr': '<f4'}"));
      assertRefused("data.npy, byte 10: key 'shape' is missing", npy("{'descr': '<f4', 'fortran_order': False}"));
      assertRefused("data.npy, byte 27: key 'descr' comes twice", npy("{'descr': '<f4', 'descr': '<f8'}"));
      assertRefused("data.npy, byte 28: expected True or False, got '0'", npy("{'fortran_order': 0}"));
      assertRefused("data.npy, byte 20: expected '(', got '3'", npy("{'shape': 3}"));
      assertRefused("data.npy, byte 21: expected an axis length, got '-'", npy("{'shape': (-3,)}"));
      assertRefused("data.npy, byte 23: expected ',' or ')', got '4'", npy("{'shape': (3 4)}"));
      assertRefused("data.npy, byte 23: a shape of one axis is written with a comma, as (3,)", npy("{'shape': (3)}"));
      assertRefused("data.npy, byte 21: an axis length of 99999999999 is more than an array can have",
          npy("{'shape': (99999999999,)}"));
      assertRefused("data.npy, byte 20: expected a dtype in quotes, got 'e'", npy("{'descr': exec('')}"));
      assertRefused("data.npy, byte 58: expected the end of the header, got '1'",
          npy("{'descr':'|u1','fortran_order':False,'shape':()}1"));
    }

    @Test
    void doesNotBelieveHugeLengths() {
      assertRefused("data.npy, byte 69: shape (65536, 65536) with 1 bytes an element is more than an array can have",
          npy("{'descr':'|u1','fortran_order':True,'shape':(65536, 65536)}"));
      assertRefused("data.npy, byte 68: shape (2147483647,) with 8 bytes an element is more than an array can have",
          npy("{'descr':'<f8','fortran_order':True,'shape':(2147483647,)}"));
      // No JVM gives an array of that length: taking the memory first would end in an OutOfMemoryError.
      assertRefused("data.npy, byte 68: the file ends within the elements, which takes 2147483647 bytes from byte 68 "
          + "on", npy("{'descr':'|u1','fortran_order':True,'shape':(2147483647,)}"));
    }

    @Test
    void namesTrailingBytes() {
      assertRefused("data.npy, byte 61: the data ends here but the file goes on",
          npy("{'descr':'|u1','fortran_order':False,'shape':(1,)}", (byte) 1, (byte) 2));
    }
  }

  @Nested
  class DamagedFiles {
    @ParameterizedTest
    @ValueSource(strings = {"float32", "int32-rank3-fortran", "int64", "bool", "version-2", "version-3"})
    void areRefusedWhereverCut(String name) throws IOException {
      Damage.refusedWhereverCut(fixture(name + ".npy"), NpyTest::read);
    }

    @ParameterizedTest
    @ValueSource(strings = {"float32", "int32-rank3-fortran", "int64", "bool", "version-2", "version-3", "objects"})
    void areReadOrRefusedWhateverByteIsChanged(String name) throws IOException {
      Damage.survivesChangedBytes(fixture(name + ".npy"), 3000, name.hashCode(), NpyTest::read);
    }
  }

  @Nested
  class Writing {
    @ParameterizedTest
    @ValueSource(strings = {"float32", "float64", "int32", "uint8", "scalar", "empty"})
    void writesTheBytesOfNumPy(String name) throws IOException {
      byte[] file = fixture(name + ".npy");
      assertArrayEquals(file, written(read(file)));
      assertEquals(file.length, NpyWriter.length(read(file)));
    }

    @Test
    void writesScaledBytesAsFloats() throws IOException {
      NDArray pixels = NDArray.ofBytes(Shape.of(2), new byte[] {0, -1}, 1 / 255f);
      assertEquals(NDArray.of(0f, 1), read(written(pixels)));
    }

    @Test
    void writesPartsOfArraysAndLargeOnes() throws IOException {
      NDArray large = NDArray.of(IntStream.range(0, 60_000).toArray()).reshape(20_000, 3);
      assertEquals(large.slice(5, 19_000), read(written(large.slice(5, 19_000))));
    }

    @Test
    void replacesAFileAndLeavesNothingElse(@TempDir Path folder) throws IOException {
      Path file = Files.writeString(folder.resolve("x.npy"), "old");
      new NpyWriter().write(FLOATS, file);
      assertEquals(FLOATS, new NpyReader().read(file));
      try (var files = Files.list(folder)) {
        assertEquals(List.of(file), files.toList());
      }
    }

    @Test
    void aFailureLeavesTheOldFile(@TempDir Path folder) throws IOException {
      Path file = Files.writeString(folder.resolve("x.npy"), "old");
      IOException failure = assertThrows(IOException.class, () -> FileReplacement.write(file, out -> {
        out.write(1);
        throw new IOException("disk full");
      }));
      assertEquals("disk full", failure.getMessage());
      assertEquals("old", Files.readString(file));
      try (var files = Files.list(folder)) {
        assertEquals(List.of(file), files.toList());
      }
    }
  }
}
