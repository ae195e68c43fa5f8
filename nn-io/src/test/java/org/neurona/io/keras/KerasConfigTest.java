package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.io.UnsupportedModelException;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.MultiHeadAttention;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;

/** What Keras' configs have besides layers: operations, masks, arguments of calls, numbers that JSON does not know. */
class KerasConfigTest {
  @TempDir
  Path folder;

  private static String layers(String layers) {
    return "{\"class_name\": \"Sequential\", \"module\": \"keras\", \"config\": {\"name\": \"m\", \"layers\": ["
        + "{\"class_name\": \"InputLayer\", \"config\": {\"batch_shape\": [null, 2], \"name\": \"in\"}}, " + layers
        + "]}}";
  }

  private String config(Model model) throws IOException {
    Path file = folder.resolve("model.keras");
    Models.save(model, file);
    try (ZipFile zip = new ZipFile(file.toFile())) {
      return new String(zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  @Test
  void infinityIsANumber() throws ModelFormatException, UnsupportedModelException {
    Model model = Models.fromJson(layers("{\"class_name\": \"ReLU\", \"config\": "
        + "{\"name\": \"a \\\"NaN\\\" Infinity\", \"max_value\": Infinity, \"threshold\": 0.5}}"));

    assertEquals("a \"NaN\" Infinity", model.layers().get(0).name());
    assertEquals(NDArray.of(new float[][] {{0, 7}}), model.predict(NDArray.of(new float[][] {{0.25f, 7}})));
  }

  @Test
  void notANumberIsRefusedWhereANumberIsNeeded() {
    String reason = assertThrows(ModelFormatException.class, () -> Models.fromJson(
        layers("{\"class_name\": \"Dropout\", \"config\": {\"name\": \"d\", \"rate\": NaN}}"))).reason();
    assertTrue(reason.startsWith("layer \"d\": ") && reason.contains("NaN"), reason);
  }

  /** Keras' mean over an axis has no layer here. */
  @Test
  void anOperationThatNoLayerDoesIsRefusedByName() throws IOException {
    Path file = Fixtures.file("k3-layers/operations.keras");
    String config;
    try (ZipFile zip = new ZipFile(file.toFile())) {
      config = new String(zip.getInputStream(zip.getEntry("config.json")).readAllBytes(), StandardCharsets.UTF_8);
    }
    String changed = config.replace("\"class_name\": \"Exp\"", "\"class_name\": \"Mean\"")
        .replace("\"class_name\": \"Maximum\"", "\"class_name\": \"ArcTan2\"");

    assertEquals(List.of("layer \"maximum\" (ArcTan2) is an operation outside of a layer",
        "layer \"exp\" (Mean) is an operation outside of a layer"),
        assertThrows(UnsupportedModelException.class, () -> Models.fromJson(changed)).parts());
  }

  @Test
  void aMaskThatIsNoLayersOwnIsRefused() throws IOException {
    String text = Files.readString(Fixtures.file("k3-nested/masked.json"));
    String changed = text.replace("\"mask_value\": 0.0", "\"mask_value\": 1.0");

    List<String> parts = assertThrows(UnsupportedModelException.class, () -> Models.fromJson(changed)).parts();

    assertTrue(parts.contains("layer \"lstm\" (LSTM) is called with mask=__keras_tensor__")
        || parts.stream().anyMatch(part -> part.contains("\"lstm\" is called with mask=")), parts.toString());
  }

  @Test
  void whatIsExcludedFromWeightDecayIsNotInKerasConfigAndComesBackAllTheSame() throws IOException {
    Sequential model = new Sequential(new Input(3), new Dense(2));
    model.compile(new Adam().weightDecay(0.1).excludeFromWeightDecay("bias"), "mse");
    assertFalse(config(model).contains("exclude_from_weight_decay"));

    for (String suffix : List.of(".keras", ".h5")) {
      Models.save(model, folder.resolve("model" + suffix));
      assertEquals(List.of("bias"),
          Models.load(folder.resolve("model" + suffix)).compileOptions().optimizer().excludeFromWeightDecay());
    }
  }

  @Test
  void metricsWithWeightsComeBack() throws IOException {
    Sequential model = new Sequential(new Input(3), new Dense(2).name("out"));
    model.compile(new CompileOptions().optimizer("sgd").loss("mse").metrics("mae").weightedMetrics("mse"));

    for (String suffix : List.of(".keras", ".h5")) {
      Models.save(model, folder.resolve("model" + suffix));
      CompileOptions loaded = Models.load(folder.resolve("model" + suffix)).compileOptions();
      assertEquals("mae", loaded.metrics().get("").get(0).name());
      assertEquals("mse", loaded.weightedMetrics().get("").get(0).name());
    }
  }

  /** Keras takes it as an argument of the call. */
  @Test
  void aCausalMaskIsAnArgumentOfTheCallInKeras() throws IOException {
    Tensor x = Input.of(5, 4);
    Model model = new Model(x, new MultiHeadAttention(2, 3).useCausalMask(true).apply(x, x));

    String config = config(model);

    assertTrue(config.contains("\"kwargs\":{\"use_causal_mask\":true}"), config);
    assertFalse(config.contains("\"use_causal_mask\":true,"), config);
    Model loaded = Models.load(folder.resolve("model.keras"));
    NDArray values = NDArray.full(org.neurona.Shape.of(1, 5, 4), 0.5f);
    assertEquals(model.predict(values), loaded.predict(values));
    assertTrue(((MultiHeadAttention) loaded.layers().get(1)).useCausalMask());
  }
}
