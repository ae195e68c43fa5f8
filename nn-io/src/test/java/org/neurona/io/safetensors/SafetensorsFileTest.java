package org.neurona.io.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.io.LoadLimits;
import org.neurona.io.bytes.ByteSource;
import org.neurona.io.torch.TorchFiles;

/** What is read is what the format's own library wrote, and what is written is laid out as it does. */
class SafetensorsFileTest {
  @TempDir
  Path folder;

  private static SafetensorsFile types() throws IOException {
    return open(Files.readAllBytes(TorchFiles.path("types.safetensors")));
  }

  private static SafetensorsFile open(byte[] bytes) throws IOException {
    return SafetensorsFile.open(ByteSource.of(bytes), LoadLimits.defaults());
  }

  @Test
  void readsNumbersOfEveryTypeThatPyTorchWrote() throws IOException {
    SafetensorsFile file = types();

    assertEquals(Map.of("made by", "make_torch.py"), file.metadata());
    assertEquals(NDArray.of(new double[][] {{1 / 3.0, -1e300}}), file.array("F64"));
    assertEquals(NDArray.of(0.1f, -3e38f), file.array("F32"));
    assertEquals(NDArray.of(0f, -0f, 1.5f, -2.25f, 65504f, 0x1p-24f, 0x1.ff8p-15f, Float.POSITIVE_INFINITY,
        Float.NEGATIVE_INFINITY, Float.NaN), file.array("F16"));
    assertEquals(NDArray.of(1f, -0.15625f, 0x1.fep127f), file.array("BF16"));
    assertEquals(NDArray.of(0x1p53, -5), file.array("I64"));
    assertEquals(NDArray.of(Integer.MAX_VALUE, Integer.MIN_VALUE), file.array("I32"));
    assertEquals(NDArray.of(32767, -32768), file.array("I16"));
    assertEquals(NDArray.of(127, -128), file.array("I8"));
    assertEquals(NDArray.ofBytes(Shape.of(2), new byte[] {0, -1}, 1), file.array("U8"));
    assertEquals(NDArray.ofBytes(Shape.of(3), new byte[] {1, 0, 1}, 1), file.array("BOOL"));
    assertEquals(NDArray.scalar(7.5f), file.array("scalar"));
    assertEquals(NDArray.zeros(0, 3), file.array("empty"));
    assertEquals(12, file.names().size());
  }

  @Test
  void everyHalfIsTheFloatOfItsFormula() throws IOException {
    byte[] data = new byte[2 << 16];
    ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().put(shorts());
    NDArray read = open(file("{\"h\":{\"dtype\":\"F16\",\"shape\":[65536],\"data_offsets\":[0,131072]}}", data))
        .array("h");

    for (int bits = 0; bits < 1 << 16; bits++) {
      int exponent = bits >> 10 & 31;
      // (-1)^s 2^(e - 15) (1 + f / 1024), and 2^-14 f / 1024 where e is 0: IEEE 754, 3.4.
      double size = exponent == 31 ? (bits & 1023) == 0 ? Double.POSITIVE_INFINITY : Double.NaN
          : exponent == 0 ? Math.scalb((bits & 1023) / 1024.0, -14)
              : Math.scalb(1 + (bits & 1023) / 1024.0, exponent - 15);
      assertEquals(bits < 1 << 15 ? size : -size, read.getDouble(bits));
    }
  }

  private static short[] shorts() {
    short[] shorts = new short[1 << 16];
    for (int i = 0; i < shorts.length; i++) {
      shorts[i] = (short) i;
    }
    return shorts;
  }

  @Test
  void whatIsWrittenBeginsWithWideNumbersAtMultiplesOfEight() throws IOException {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    arrays.put("bytes", NDArray.ofBytes(Shape.of(3), new byte[] {1, 2, -1}, 1));
    arrays.put("a \"name\" of é", NDArray.of(1.5f));
    arrays.put("wide", NDArray.of(0.1));
    arrays.put("whole", NDArray.of(-7));
    Path path = folder.resolve("x.safetensors");

    SafetensorsWriter.write(arrays, Map.of("b", "2", "a", "1"), path);

    byte[] bytes = Files.readAllBytes(path);
    int length = (int) ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
    assertEquals(0, length % 8);
    assertEquals("{\"__metadata__\":{\"a\":\"1\",\"b\":\"2\"},"
        + "\"wide\":{\"dtype\":\"F64\",\"shape\":[1],\"data_offsets\":[0,8]},"
        + "\"a \\\"name\\\" of é\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
        + "\"whole\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[12,16]},"
        + "\"bytes\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[16,19]}}",
        new String(bytes, 8, length, StandardCharsets.UTF_8).stripTrailing());
    assertEquals(8 + length + 19, bytes.length);
    assertEquals(arrays, open(bytes).arrays());
  }

  @Test
  void scaledBytesAreWrittenAsTheNumbersThatTheyAre() throws IOException {
    Path path = folder.resolve("x.safetensors");

    NDArray pixels = NDArray.ofBytes(Shape.of(2), new byte[] {0, -1}, 1 / 255f);
    SafetensorsWriter.write(Map.of("pixels", pixels), Map.of(), path);

    assertEquals(Map.of("pixels", NDArray.of(0f, 1f)), open(Files.readAllBytes(path)).arrays());
  }

  @Test
  void anArrayLargerThanAChunkComesBackToTheBit() throws IOException {
    float[] values = new float[100_003];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 42_949);
    }
    Path path = folder.resolve("x.safetensors");

    SafetensorsWriter.write(Map.of("x", NDArray.of(values)), Map.of(), path);

    assertEquals(NDArray.of(values), open(Files.readAllBytes(path)).array("x"));
  }

  @Test
  void theNameOfTheMetadataIsNoTensors() {
    IllegalArgumentException failure = assertThrows(IllegalArgumentException.class, () -> SafetensorsWriter.write(
        Map.of("__metadata__", NDArray.of(1f)), Map.of(), folder.resolve("x.safetensors")));

    assertEquals("A tensor can't be called __metadata__", failure.getMessage());
  }

  @Test
  void suchAFileIsKnownByItsStart() throws IOException {
    byte[] bytes = Files.readAllBytes(TorchFiles.path("types.safetensors"));

    assertTrue(SafetensorsFile.isOne(little(bytes)));
    for (String other : List.of("", "{}", "{\"format\": \"neurona\"", "PK\3\4\24\0\0\0{")) {
      assertFalse(SafetensorsFile.isOne(little(other.getBytes(StandardCharsets.ISO_8859_1))), other);
    }
  }

  private static ByteBuffer little(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A file of this header and these data. */
  static byte[] file(String header, byte[] data) {
    byte[] text = header.getBytes(StandardCharsets.UTF_8);
    return ByteBuffer.allocate(8 + text.length + data.length).order(ByteOrder.LITTLE_ENDIAN).putLong(text.length)
        .put(text).put(data).array();
  }
}
