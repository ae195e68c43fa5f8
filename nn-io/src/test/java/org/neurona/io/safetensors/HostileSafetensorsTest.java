package org.neurona.io.safetensors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Sequential;
import org.neurona.io.LoadLimits;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** Whatever is wrong with a file, there is one exception, and it names file, tensor and reason. */
class HostileSafetensorsTest {
  private static final String TENSOR = "{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";

  @TempDir
  Path folder;

  private Path file;
  private final Sequential model = new Sequential(new Input(2), new Dense(1).name("out"));

  @BeforeEach
  void saveASmallModel() throws IOException {
    file = folder.resolve("model.safetensors");
    Models.saveWeights(model, file);
  }

  static Stream<Arguments> headers() {
    return Stream.of(
        Arguments.of("{}", 4, "", "the file has 4 bytes of data, its tensors are 0"),
        Arguments.of("[]", 0, "", "the header must begin with {"),
        Arguments.of(" {}", 0, "", "the header must begin with {"),
        Arguments.of("{\"x\":1", 0, "", "the header ends too early"),
        Arguments.of("{} {}", 0, "", "the header is not valid JSON: "),
        Arguments.of("{\"x\":" + TENSOR + ",\"x\":" + TENSOR + "}", 8, "", "the header: the key x comes twice"),
        Arguments.of("{\"x\":{\"dtype\":\"F32\",\"dtype\":\"F32\"}}", 8, "", "the header: the key dtype comes twice"),
        Arguments.of("{\"__metadata__\":{\"a\":1}}", 0, "", "__metadata__ must hold texts alone, but a is none"),
        Arguments.of("{\"__metadata__\":[\"a\"]}", 0, "", "__metadata__ must be an object"),
        Arguments.of("{\"x\":[]}", 0, "x", "expected an object of dtype, shape and data_offsets"),
        Arguments.of("{\"x\":{\"dtype\":\"F32\",\"shape\":[2]}}", 8, "x",
            "expected an object of dtype, shape and data_offsets"),
        Arguments.of("{\"x\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8],\"code\":\"\"}}", 8, "x",
            "expected an object of dtype, shape and data_offsets"),
        Arguments.of("{\"x\":" + TENSOR.replace("F32", "F8_E4M3") + "}", 8, "x",
            "dtype F8_E4M3 is not read. Known: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL"),
        Arguments.of("{\"x\":" + TENSOR.replace("\"F32\"", "null") + "}", 8, "x",
            "dtype null is not read. Known: F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "2") + "}", 8, "x",
            "shape must be a list of whole numbers from 0 on"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[-2]") + "}", 8, "x",
            "shape must be a list of whole numbers from 0 on"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[2.0]") + "}", 8, "x",
            "shape must be a list of whole numbers from 0 on"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[99999999999999999999]") + "}", 8, "x",
            "shape must be a list of whole numbers from 0 on"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[65536,65536,0]") + "}", 8, "x",
            "a shape of [65536, 65536, 0] is more than an array can have"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[4294967298]") + "}", 8, "x",
            "a shape of [4294967298] is more than an array can have"),
        Arguments.of("{\"x\":" + TENSOR.replace("[2]", "[3]") + "}", 8, "x",
            "its shape (3,) needs 12 bytes as F32, stored are 8"),
        Arguments.of("{\"x\":" + TENSOR.replace("F32", "F64") + "}", 8, "x",
            "its shape (2,) needs 16 bytes as F64, stored are 8"),
        Arguments.of("{\"x\":" + TENSOR.replace("[0,8]", "[8,0]") + "}", 8, "x",
            "data_offsets must be a begin and an end, got [8, 0]"),
        Arguments.of("{\"x\":" + TENSOR.replace("[0,8]", "[0,4,8]") + "}", 8, "x",
            "data_offsets must be a begin and an end, got [0, 4, 8]"),
        Arguments.of("{\"x\":" + TENSOR.replace("[0,8]", "[4,12]") + "}", 8, "x",
            "its data begin at 4, but those before it end at 0"),
        Arguments.of("{\"x\":" + TENSOR + ",\"y\":" + TENSOR + "}", 8, "y",
            "its data begin at 0, but those before it end at 8"),
        Arguments.of("{\"x\":" + TENSOR + ",\"y\":" + TENSOR.replace("[0,8]", "[4,12]") + "}", 12, "y",
            "its data begin at 4, but those before it end at 8"),
        Arguments.of("{\"x\":" + TENSOR + ",\"y\":" + TENSOR.replace("[0,8]", "[12,20]") + "}", 20, "y",
            "its data begin at 12, but those before it end at 8"),
        Arguments.of("{\"x\":" + TENSOR + "}", 4, "x", "its data end at 8, but the file has 4 bytes of data"),
        Arguments.of("{\"x\":" + TENSOR + "}", 9, "", "the file has 9 bytes of data, its tensors are 8"),
        Arguments.of("{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}", 0, "", "the header: too deeply nested"));
  }

  @ParameterizedTest
  @MethodSource("headers")
  void aHeaderThatLiesIsRefused(String header, int dataSize, String tensor, String reason) throws IOException {
    Files.write(file, SafetensorsFileTest.file(header, new byte[dataSize]));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file));

    assertEquals("model.safetensors", failure.file());
    assertEquals(tensor.isEmpty() ? "" : "tensor \"" + tensor + "\"", failure.place());
    // Where the text is no JSON, Gson says where.
    assertEquals(reason, reason.endsWith(": ") ? failure.reason().substring(0, reason.length()) : failure.reason());
  }

  @Test
  void theMessageNamesFileTensorAndReason() throws IOException {
    Files.write(file, SafetensorsFileTest.file("{\"a/b\":" + TENSOR + "}", new byte[0]));

    assertEquals("model.safetensors at tensor \"a/b\": its data end at 8, but the file has 0 bytes of data",
        assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file)).getMessage());
  }

  @Test
  void aHeaderThatIsLongerThanTheFileTakesNoMemory() throws IOException {
    for (long length : new long[] {100, 99_999_999, 100_000_001, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
      Files.write(file, ByteBuffer.allocate(40).order(ByteOrder.LITTLE_ENDIAN).putLong(length).put((byte) '{').array());

      String reason =
          assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file)).reason();

      assertEquals(length == 100 ? "the header has 100 bytes, but the file ends after 32 of them"
          : "a header of " + Long.toUnsignedString(length) + " bytes is longer than the limit of 67108864", reason);
    }
  }

  @Test
  void limitsAreKept() throws IOException {
    LoadLimits limits = LoadLimits.defaults();

    assertEquals("more numbers than the limit of 2", reason(limits.maxParameters(2)));
    assertEquals("more tensors than the limit of 1", reason(limits.maxObjects(1)));
    assertEquals("a header of 192 bytes is longer than the limit of 100", reason(limits.maxStructureChars(100)));
    assertEquals("the header: too deeply nested", reason(limits.maxDepth(1)));
  }

  private String reason(LoadLimits limits) {
    return assertThrows(ModelFormatException.class,
        () -> Models.loadWeights(model, file, new LoadOptions().limits(limits))).reason();
  }

  @Test
  void namesThatAreNoTextAreRefused() throws IOException {
    byte[] bytes = SafetensorsFileTest.file("{\"xy\":" + TENSOR + "}", new byte[8]);
    bytes[10] = (byte) 0xc3;
    Files.write(file, bytes);

    assertEquals("not a text in UTF-8",
        assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file)).reason());
  }

  @Test
  void aBooleanIsZeroOrOne() throws IOException {
    String header = "{\"out/bias\":{\"dtype\":\"BOOL\",\"shape\":[1],\"data_offsets\":[0,1]}}";
    Files.write(file, SafetensorsFileTest.file(header, new byte[] {-1}));

    assertEquals("model.safetensors at tensor \"out/bias\": a BOOL is 255, expected 0 or 1",
        assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file)).getMessage());
  }

  @Test
  void aWholeNumberThatNoDoubleHoldsIsRefused() throws IOException {
    String header = "{\"out/bias\":{\"dtype\":\"I64\",\"shape\":[1],\"data_offsets\":[0,8]}}";
    for (long value : new long[] {(1L << 53) + 1, Long.MAX_VALUE}) {
      byte[] data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
      Files.write(file, SafetensorsFileTest.file(header, data));

      assertEquals("it holds " + value + ", which float64 can't",
          assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file)).reason());
    }
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() throws IOException {
    byte[] sound = Files.readAllBytes(file);
    for (int length = 0; length < sound.length; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThrows(ModelFormatException.class, () -> Models.loadWeights(model, file), "cut after " + length);
    }
  }

  @Test
  void aFileWithAChangedByteIsLoadedOrRefused() throws IOException {
    byte[] sound = Files.readAllBytes(file);
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      byte[] changed = sound.clone();
      for (int change = 0; change <= i % 3; change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      try {
        Models.loadWeights(model, file);
      } catch (ModelFormatException e) {
        assertEquals("model.safetensors", e.file());
      }
    }
  }

  @Test
  void aSavedFileIsNothingButNamesShapesAndNumbers() throws IOException {
    assertEquals("{\"__metadata__\":{\"format\":\"neurona\",\"neurona_version\":\"0.1.0\"},"
        + "\"out/kernel\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[0,8]},"
        + "\"out/bias\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]}}", header());
  }

  private String header() throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    return new String(bytes, 8, bytes.length - 8 - 12, StandardCharsets.UTF_8).stripTrailing();
  }
}
