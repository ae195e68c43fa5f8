package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;

/** Whatever is wrong with a file, there is one exception, and it says where. */
class DamagedFilesTest {
  @TempDir
  Path folder;

  private Path file;
  private byte[] sound;

  @BeforeEach
  void saveASmallModel() throws IOException {
    file = folder.resolve("model.json");
    Sequential model = new Sequential(new Input(2), new Dense(1).name("out"));
    model.compile("adam", "mse");
    Models.save(model, file);
    sound = Files.readAllBytes(file);
  }

  @Test
  void aFileThatEndsTooEarlyIsRefusedWhereverItEnds() throws IOException {
    int last = new String(sound, StandardCharsets.UTF_8).lastIndexOf('}');
    for (int length = 0; length <= last; length++) {
      Files.write(file, Arrays.copyOf(sound, length));
      assertThrows(ModelFormatException.class, () -> Models.load(file));
    }
  }

  @Test
  void aFileWithAChangedByteIsLoadedOrRefused() throws IOException {
    Random random = new Random(1);
    for (int i = 0; i < 3000; i++) {
      byte[] changed = sound.clone();
      for (int change = 0; change <= i % 3; change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      Files.write(file, changed);
      try {
        Models.load(file);
      } catch (ModelFormatException e) {
        assertEquals("model.json", e.file());
      }
    }
  }

  static Stream<Arguments> changes() {
    return Stream.of(
        Arguments.of("\"neurona\"", "\"caffe\"",
            "not a Neurona model: it must begin with {\"format\": \"neurona\", \"version\": ..."),
        Arguments.of("\"version\": 1", "\"version\": 2",
            "written by a newer Neurona (format version 2, this release reads 1)"),
        Arguments.of("\"version\": 1", "\"version\": 0", "there is no format version 0"),
        Arguments.of("\"version\": 1,", "\"version\": 1, \"code\": 1,", "unknown key code"),
        Arguments.of("\"seed\": 0", "\"seed\": \"0\"", "seed must be a whole number, got 0"),
        Arguments.of("\"Sequential\"", "\"Subclassed\"",
            "unknown model class Subclassed, expected Sequential or Functional"),
        Arguments.of("\"class_name\": \"Dense\"", "\"class_name\": \"java.lang.ProcessBuilder\"",
            "Could not interpret layer identifier: java.lang.ProcessBuilder. Known: "
                + String.join(", ", Layers.catalogue().entries().stream().map(Layer::className).toList())
                + ". If it is a class of your own, pass one to CustomObjects.of(...) when you load"),
        Arguments.of("\"units\": 1", "\"units\": 0",
            "Dense: Received an invalid value for units, expected a positive integer. Received: units=0"),
        Arguments.of("\"units\": 1", "\"units\": \"one\"",
            "Dense: Received an invalid value for units, expected a positive integer. Received: units=one"),
        Arguments.of("\"units\": 1", "\"units\": 1.5",
            "Dense: Received an invalid value for units, expected a positive integer. Received: units=1.5"),
        Arguments.of("\"units\": 1", "\"unites\": 1", "Dense: units is missing"),
        Arguments.of("\"units\": 1", "\"units\": 1, \"units\": 1", "the key units comes twice"),
        Arguments.of("\"units\": 1", "\"units\": 3",
            "weight out/kernel has shape (2, 3), but the file's out/kernel has shape (2, 1)"),
        Arguments.of("\"units\": 1", "\"units\": 1000000000",
            "weight out/kernel has shape (2, 1000000000), but the file's out/kernel has shape (2, 1)"),
        Arguments.of("\"units\": 1", "\"units\": 2147483647",
            "Shape (2, 2147483647) has more than 2147483647 elements"),
        Arguments.of("\"shape\": [2, 1]", "\"shape\": [1, 1]", "more values than the shape has room for: 1"),
        Arguments.of("\"shape\": [2, 1]", "\"shape\": [2000000000, 1]",
            "out/kernel has 2 values, but its shape (2000000000, 1) needs 2000000000"),
        Arguments.of("\"shape\": [2, 1]", "\"shape\": [2000000000, 2000000000]",
            "Shape (2000000000, 2000000000) has more than 2147483647 elements"),
        Arguments.of("\"shape\": [2, 1]", "\"shape\": [-2, -1]", "a shape has a negative length -2"),
        Arguments.of("\"float32\"", "\"object\"", "out/kernel is of type object, expected float32 or float64"),
        Arguments.of("[0.0]", "[0.5]", null),
        Arguments.of("[0.0]", "[1e60]", "the number 1e60 is too large for its type"),
        Arguments.of("[0.0]", "[\"zero\"]", "expected a number"),
        Arguments.of("[0.0]", "[NaN]", "not valid JSON"),
        Arguments.of("\"name\": \"out/kernel\"", "\"name\": \"in/kernel\"",
            "expected weight out/kernel, but the file's is in/kernel"),
        Arguments.of("\"name\": \"out/bias/velocity\"", "\"name\": \"out/bias/momentum\"",
            "the slot out/bias/momentum comes twice"),
        Arguments.of("\"class_name\": \"Dense\"", "\"module\": \"os\", \"class_name\": \"Dense\"",
            "unknown key module"),
        Arguments.of("\"use_bias\": true", "\"use_bias\": true, \"use_brain\": true",
            "Dense has no setting use_brain. Known: name, trainable, input_shape, units, activation, use_bias, "
                + "kernel_initializer, bias_initializer, kernel_regularizer, bias_regularizer, activity_regularizer, "
                + "kernel_constraint, bias_constraint"),
        Arguments.of("\"use_bias\": true", "\"use_bias\": false",
            "the model has 1 weights (out/kernel), the file has 2 (out/kernel, out/bias)"),
        Arguments.of("\"optimizer\": {", "\"optimiser\": {", "unknown key optimiser"),
        Arguments.of("\"version\": 1", "\"version\": 1.5", "Expected an int but was 1.5"),
        Arguments.of("\"version\": 1", "\"version\": 99999999999", "Expected an int but was 99999999999"),
        Arguments.of("\"seed\": 0", "\"seed\": 9223372036854775808",
            "seed must be a whole number, got 9.223372036854776E18"),
        Arguments.of("\"seed\": 0", "\"seed\": 1e999", "the number 1e999 is too large"),
        Arguments.of("\"seed\": 0", "\"seed\": 1" + "0".repeat(20_000), "not valid JSON"),
        Arguments.of("\"weights\"", "\"compile\": null, \"weights\"", "the key compile comes twice"),
        Arguments.of("\"dtype\": \"float32\",", "", "expected the key dtype but found shape"),
        Arguments.of("\"training\": {", "\"training\": {\"steps\": 1,", "expected the key iterations but found steps"),
        Arguments.of("\"learning_rate\": 0.001,\n    \"slots\"", "\"learning_rate\": -1,\n    \"slots\"",
            "a learning rate can't be -1.0"),
        Arguments.of("\"iterations\": 0", "\"iterations\": -1", "iterations and epochs can't be negative"));
  }

  @ParameterizedTest
  @MethodSource("changes")
  void aFileThatSaysSomethingElseIsRefusedWithTheReason(String from, String to, String reason) throws IOException {
    String text = new String(sound, StandardCharsets.UTF_8);
    assertTrue(text.contains(from), from);
    Files.writeString(file, text.replaceFirst(Pattern.quote(from),
        Matcher.quoteReplacement(to)));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.load(file));

    if (reason != null) {
      assertEquals(reason, failure.reason());
    } else {
      assertTrue(failure.reason().startsWith("out/bias is damaged: its values don't have the checksum"),
          failure.reason());
    }
    assertTrue(failure.getMessage().startsWith("model.json at line "), failure.getMessage());
  }

  @Test
  void thePlaceIsALineAColumnAndAPath() throws IOException {
    String text = new String(sound, StandardCharsets.UTF_8);
    Files.writeString(file, text.replace("[0.0]", "[1e60]"));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.load(file));

    assertTrue(failure.place().matches("line \\d+ column \\d+ path \\$\\.weights\\[1]\\.values\\[0]\\[1]"),
        failure.place());
  }

  @Test
  void whatFollowsTheModelIsRefused() throws IOException {
    Files.writeString(file, new String(sound, StandardCharsets.UTF_8) + "{}");

    assertThrows(ModelFormatException.class, () -> Models.load(file));
  }

  @Test
  void depthIsLimited() throws IOException {
    Files.writeString(file, "{\"format\": \"neurona\", \"version\": 1, \"model\": " + "[".repeat(100_000));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.load(file));

    assertEquals("too deeply nested", failure.reason());
  }

  @Test
  void theLengthOfTheStructureIsLimited() throws IOException {
    Files.writeString(file, "{\"format\": \"neurona\", \"version\": 1, \"model\": \"" + "x".repeat(100_000) + "\"}");

    ModelFormatException failure = assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().limits(LoadLimits.defaults().maxStructureChars(50_000))));

    assertEquals("too long: a text or a part of the structure has more characters than are allowed",
        failure.reason());
  }

  @Test
  void numbersAndLayersAreLimited() {
    LoadLimits two = LoadLimits.defaults().maxParameters(2);
    assertEquals("the layers have 3 parameters, more than the limit of 2", assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().limits(two))).reason());
    LoadLimits five = LoadLimits.defaults().maxParameters(5);
    assertEquals("more numbers than the limit of 5", assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().limits(five))).reason());
    LoadLimits one = LoadLimits.defaults().maxLayers(1);
    assertEquals("2 layers, more than the limit of 1", assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().limits(one))).reason());
  }

  @Test
  void aFileThatIsNotTextIsRefused() throws IOException {
    Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});

    assertEquals("not a text in UTF-8",
        assertThrows(ModelFormatException.class, () -> Models.load(file)).reason());
  }

  @Test
  void anUnknownEngineInASystemPropertyIsNotTheFilesFault() {
    System.setProperty("neurona.engine", "abacus");
    try {
      assertEquals("Unknown engine \"abacus\". Known: auto, simd, scalar, commons-math",
          assertThrows(IllegalArgumentException.class, () -> Models.load(file)).getMessage());
    } finally {
      System.clearProperty("neurona.engine");
    }
  }

  @Test
  void aMissingFileIsAMissingFile() {
    assertThrows(NoSuchFileException.class, () -> Models.load(folder.resolve("none.json")));
  }
}
