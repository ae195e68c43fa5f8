package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.Sequential;
import org.neurona.io.LoadLimits;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import org.neurona.io.zip.ZipFileWriter;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

/** Whatever is wrong with a file of Keras, there are two exceptions, and they say what. */
class DamagedKerasFilesTest {
  @TempDir
  Path folder;

  private byte[] sound(String suffix) throws IOException {
    Sequential model = new Sequential(new Input(2), new Dense(1).name("out"));
    model.compile("adam", "mse");
    Path file = folder.resolve("sound" + suffix);
    Models.save(model, file);
    return Files.readAllBytes(file);
  }

  private void assertLoadedOrRefused(byte[] bytes, String name) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    try {
      Models.load(file);
    } catch (ModelFormatException | UnsupportedModelException e) {
      assertTrue(e.getMessage().startsWith(name), e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void aFileThatEndsTooEarlyIsRefusedWhereverItEnds(String suffix) throws IOException {
    byte[] sound = sound(suffix);
    for (int length = 0; length < sound.length; length += 1 + length / 40) {
      Path file = Files.write(folder.resolve("cut" + suffix), Arrays.copyOf(sound, length));
      assertThrows(ModelFormatException.class, () -> Models.load(file));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void aFileWithChangedBytesIsLoadedOrRefused(String suffix) throws IOException {
    byte[] sound = sound(suffix);
    Random random = new Random(1);
    for (int i = 0; i < 1000; i++) {
      byte[] changed = sound.clone();
      for (int change = 0; change <= i % 3; change++) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      assertLoadedOrRefused(changed, "changed" + suffix);
    }
  }

  @Test
  void aFileOfKerasWithChangedBytesIsLoadedOrRefused() throws IOException {
    byte[] sound = Files.readAllBytes(Fixtures.file("k2-sparse-xent/simple_sparse_xent_mlp_keras_2_model.h5"));
    Random random = new Random(2);
    for (int i = 0; i < 1000; i++) {
      byte[] changed = sound.clone();
      for (int change = 0; change <= i % 3; change++) {
        // Structure is within the first 8 KB, and between zeros.
        int at = random.nextInt(8192);
        changed[at] = (byte) (changed[at] == 0 ? 0 : random.nextInt(256));
      }
      assertLoadedOrRefused(changed, "changed.h5");
    }
  }

  static Stream<Arguments> configs() {
    String dense = "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2}}";
    return Stream.of(
        Arguments.of("[]", "config.json: expected one object"),
        Arguments.of("{\"class_name\": 5}", "the model: class_name must be a text, got 5"),
        Arguments.of("{\"class_name\": \"Sequential\", \"config\": {\"layers\": 5}}",
            "the model: layers must be a list, got 5"),
        Arguments.of("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [5]}}",
            "a layer must be an object, got 5"),
        Arguments.of("{\"class_name\": \"Functional\", \"config\": {\"layers\": [" + dense + "]}}",
            "the model's output_layers are missing"),
        Arguments.of("{\"class_name\": \"Functional\", \"config\": {\"layers\": [" + dense.replace("}}",
            "}, \"name\": \"d\", \"inbound_nodes\": [[[\"d\", 0, 0, {}]]]}")
            + "], \"input_layers\": [[\"d\", 0, 0]], \"output_layers\": [[\"d\", 0, 0]]}}",
            "layer \"d\" waits for outputs that no layer gives before it"),
        Arguments.of("{\"class_name\": \"Sequential\", \"config\": {\"layers\": [" + dense.replace("2", "-2") + "]}}",
            "layer \"d\": Dense: Received an invalid value for units, expected a positive integer. Received: units=-2"));
  }

  private Path archive(String config) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipFileWriter zip = new ZipFileWriter(bytes)) {
      zip.write("config.json", config.getBytes(StandardCharsets.UTF_8));
      zip.write("metadata.json", "{\"keras_version\": \"3.12.0\"}".getBytes(StandardCharsets.UTF_8));
    }
    return Files.write(folder.resolve("made.keras"), bytes.toByteArray());
  }

  @ParameterizedTest
  @MethodSource("configs")
  void aConfigThatMakesNoSenseIsRefusedWithTheReason(String config, String reason) throws IOException {
    Path file = archive(config);

    assertEquals(reason, assertThrows(ModelFormatException.class, () -> Models.load(file)).reason());
  }

  @Test
  void allThatIsNotSupportedIsSaidAtOnceAndCodeIsNeverRun() throws IOException {
    Path file = archive("{\"class_name\": \"Sequential\", \"config\": {\"layers\": ["
        + "{\"module\": \"keras.layers\", \"class_name\": \"Lambda\", \"config\": {\"name\": \"l\", \"function\": "
        + "{\"class_name\": \"__lambda__\", \"config\": {\"code\": \"4wEAAAA=\"}}}},"
        + "{\"module\": \"os\", \"class_name\": \"system\", \"config\": {\"name\": \"s\"}},"
        + "{\"class_name\": \"TFSMLayer\", \"config\": {\"name\": \"t\", \"filepath\": \"/etc\"}},"
        + "{\"class_name\": \"Dense\", \"config\": {\"name\": \"d\", \"units\": 2, \"dtype\": \"int8\"}}]},"
        + "\"compile_config\": {\"loss\": \"my_loss\", \"optimizer\": \"my_optimizer\"}}");

    UnsupportedModelException failure = assertThrows(UnsupportedModelException.class, () -> Models.load(file));

    assertEquals(List.of("layer \"l\" (Lambda) holds Python code, which is never run",
        "layer \"s\" (system) is of \"os\", not of Keras",
        "layer \"t\" (TFSMLayer) is not supported",
        "layer \"d\" (Dense) has dtype=int8",
        "the optimizer is my_optimizer, which is no optimizer here",
        "the loss is my_loss, which is no loss here"), failure.parts());
    assertTrue(failure.getMessage().startsWith("made.keras can't be loaded: layer \"l\""), failure.getMessage());
    assertTrue(failure.getMessage().endsWith("passed to LoadOptions.customObjects(...)"), failure.getMessage());
  }

  @Test
  void aSubclassedModelIsRefusedByName() throws IOException {
    Path file = archive("{\"class_name\": \"MyModel\", \"registered_name\": \"Custom>MyModel\", \"config\": {}}");

    assertEquals(List
        .of("the model is of the class MyModel: only Sequential and functional models can be read, for the "
        + "code of other classes is not in the file"),
        assertThrows(UnsupportedModelException.class, () -> Models.load(file)).parts());
  }

  @Test
  void numbersAndLayersAreLimited() throws IOException {
    sound(".keras");
    Path file = folder.resolve("sound.keras");
    Map<LoadLimits, String> limits = Map.of(
        LoadLimits.defaults().maxParameters(2), "the layers have 3 parameters, more than the limit of 2",
        LoadLimits.defaults().maxLayers(1), "2 layers, more than the limit of 1",
        LoadLimits.defaults().maxStructureChars(100), "config.json has more characters than the limit of 100");
    limits.forEach((limit, reason) -> assertEquals(reason, assertThrows(ModelFormatException.class,
        () -> Models.load(file, new LoadOptions().limits(limit))).reason()));
  }
}
