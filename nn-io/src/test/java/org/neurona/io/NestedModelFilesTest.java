package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.ModelLayer;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.layers.Add;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Masking;
import org.neurona.layers.Weight;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;

/** Models inside of models, layers in several places and frozen layers, in files. */
class NestedModelFilesTest {
  private static final NDArray X = NDArray.of(new float[][] {{1, 2, 3, 4}, {-1, 0, 1, 0}, {0, 2, -1, 1}});
  private static final NDArray Y = NDArray.of(new float[][] {{1}, {0}, {2}});
  private static final String HEAD = "{\"format\": \"neurona\", \"version\": 1, \"model\": "
      + "{\"class_name\": \"Sequential\", \"name\": \"m\", \"seed\": 0, \"layers\": [";
  private static final FitOptions SILENT = new FitOptions().epochs(2).batchSize(2).verbose(0);

  @TempDir
  Path folder;

  /** Twins: one model applied twice, in a model that has one of its layers as well, with a frozen layer. */
  private static Model twins() {
    Sequential base = new Sequential(new Input(4), new Dense(4, "tanh"), new Dense(4));
    base.name("base");
    Tensor left = new Input(4).name("left").apply();
    Tensor right = new Input(4).name("right").apply();
    Tensor again = base.getLayer(1).apply(base.apply(left));
    Tensor both = new Add().apply(again, base.apply(right));
    Model inner = new Model(List.of(left, right), List.of(both)).name("inner");
    Tensor x = Input.of(4);
    Model model = new Model(x, new Dense(1).apply(inner.apply(x, base.asLayer().name("renamed").apply(x))));
    model.setTrainable("inner/base/dense", false);
    model.compile(new Adam(0.01), "mse");
    return model;
  }

  private static List<String> paths(Model model) {
    return model.graph().weights().stream().map(Weight::path).toList();
  }

  private String content(Model model, String name) throws IOException {
    Models.save(model, folder.resolve(name));
    return Files.readString(folder.resolve(name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aModelOfModelsComesBackToTheBitAndTrainsOn(String engine) throws IOException {
    Model model = twins().engine(engine);
    model.fit(X, Y, SILENT);

    Models.save(model, folder.resolve("model.json"));
    Model loaded = Models.load(folder.resolve("model.json"), new LoadOptions().engine(engine));

    assertEquals(model.summaryText(), loaded.summaryText());
    assertEquals(paths(model), paths(loaded));
    assertEquals(model.predict(X), loaded.predict(X));
    assertEquals(content(model, "a.json"), content(loaded, "b.json"));
    assertFalse(loaded.isTrainable("inner/base/dense"));
    NDArray frozen = loaded.getWeights("inner/base/dense").get(0);
    model.fit(X, Y, SILENT);
    loaded.fit(X, Y, SILENT);
    assertEquals(model.getWeights(), loaded.getWeights());
    assertEquals(model.trainingState(), loaded.trainingState());
    assertEquals(frozen, loaded.getWeights("inner/base/dense").get(0));
  }

  @Test
  void whatIsSharedIsSharedAfterwards() throws IOException {
    Model loaded = Models.fromJson(Models.toJson(twins()));

    Model base = ((ModelLayer) loaded.getLayer("renamed")).model();
    assertSame(base, ((ModelLayer) loaded.getLayer("inner/base")).model());
    assertSame(base.getLayer(1), loaded.getLayer("inner/dense_1"));
    assertEquals(4 * 4 + 4 + 4 * 4 + 4 + 4 + 1, loaded.countParams());
    base.setWeights(base.getWeights().stream().map(weight -> NDArray.zeros(weight.shape().dims())).toList());
    assertEquals(loaded.getWeights("inner/base"), base.getWeights());
  }

  @Test
  void aSequentialModelMayHaveOneLayerTwice() throws IOException {
    Dense twice = new Dense(4, "tanh");
    Sequential model = new Sequential(new Input(4), twice, new Masking(), twice);

    Model loaded = Models.fromJson(Models.toJson(model));

    assertEquals(4 * 4 + 4, loaded.countParams());
    assertSame(((Sequential) loaded).layers().get(0), ((Sequential) loaded).layers().get(2));
    loaded.setWeights(model.getWeights());
    assertEquals(model.predict(X.reshape(3, 4)), loaded.predict(X.reshape(3, 4)));
  }

  @Test
  void whatIsFrozenStaysFrozenAndWhatWasThawedStaysThawed() throws IOException {
    Sequential model = new Sequential(new Input(4), new Dense(2).name("a"), new Dense(2).trainable(false).name("b"),
        new Sequential(new Dense(1)).trainable(false).name("c").asLayer());
    model.setTrainable("a", false);
    model.setTrainable("b", true);

    Model loaded = Models.fromJson(Models.toJson(model));

    assertEquals(List.of(false, true, false, false),
        List.of("a", "b", "c", "c/dense").stream().map(loaded::isTrainable).toList());
    assertTrue(loaded.trainable());
    assertFalse(Models.fromJson(Models.toJson(loaded.trainable(false))).trainable());
  }

  @Test
  void aModelOfAnothersLayersKeepsTheirNames() throws IOException {
    Sequential model = new Sequential(new Input(4), new Dense(3), new Dense(2), new Dense(1));
    Model end = new Model(model.output("dense"), model.output());

    assertEquals(List.of("dense_1/kernel", "dense_1/bias", "dense_2/kernel", "dense_2/bias"),
        paths(Models.fromJson(Models.toJson(end))));
    assertEquals(content(end, "a.json"), content(Models.load(folder.resolve("a.json")), "b.json"));
  }

  @Test
  void aModelThatIsNotBuiltMayHaveModelsInside() throws IOException {
    Sequential model = new Sequential(new Dense(2), new Sequential(new Dense(3)).asLayer());
    Sequential loaded = (Sequential) Models.fromJson(Models.toJson(model));
    assertEquals(model.build(4).countParams(), loaded.build(4).countParams());
    assertEquals(paths(model), paths(loaded));
  }

  @Test
  void aModelWhoseOptimizerIsForOtherLayersIsNotSaved() {
    Model model = twins();
    model.trainOnBatch(X, Y);
    model.trainable(false);

    assertEquals("Model \"functional\" can't be saved: layers were frozen or thawed since it was compiled, so that "
        + "what its optimizer keeps is not for the layers that are trained. Compile it anew",
        assertThrows(IllegalStateException.class, () -> Models.save(model, folder.resolve("x.json"))).getMessage());
    assertFalse(Files.exists(folder.resolve("x.json")));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "{\"shared\": 1, \"name\": null}|layer 1 of the file does not come before this one",
      "{\"shared\": -1, \"name\": null}|layer -1 of the file does not come before this one",
      "{\"shared\": 0, \"name\": \"x\"}|layer Dense(units=2) can't have another name, x",
      "{\"shared\": 0, \"units\": 2}|unknown key units",
      "{\"shared\": \"dense\", \"name\": null}|shared must be a whole number, got dense",
      "{\"model\": 5, \"name\": null}|model must be an object, got 5",
      "{\"model\": {\"class_name\": \"Dense\", \"layers\": []}, \"name\": null}"
          + "|unknown model class Dense, expected Sequential or Functional"})
  void aPlaceForALayerThatHoldsNoneIsRefused(String entry, String reason) {
    String dense = "{\"class_name\": \"Dense\", \"config\": {\"units\": 2}}";
    String json = "{\"format\": \"neurona\", \"version\": 1, \"model\": {\"class_name\": \"Sequential\", "
        + "\"name\": \"m\", \"seed\": 0, \"layers\": [" + dense + ", " + entry + "]}}";
    assertEquals(reason, assertThrows(ModelFormatException.class, () -> Models.fromJson(json)).reason());
  }

  /** A model that has itself as a layer can't be written, for a number stands for what ended before. */
  @Test
  void aModelCannotBeInsideOfItself() {
    String json = HEAD + "{\"name\": null, \"model\": {\"class_name\": \"Sequential\", \"name\": \"n\", "
        + "\"seed\": 0, \"layers\": [{\"shared\": 0, \"name\": null}]}}]}}";
    assertEquals("layer 0 of the file does not come before this one",
        assertThrows(ModelFormatException.class, () -> Models.fromJson(json)).reason());
  }

  @Test
  void modelsThatDoubleAtEachLevelAreRefusedBeforeTheyAreWrittenOut() {
    StringBuilder layers = new StringBuilder("{\"class_name\": \"Dense\", \"config\": {\"units\": 1}}");
    for (int level = 0; level < 15; level++) {
      layers = new StringBuilder("{\"name\": null, \"model\": {\"class_name\": \"Sequential\", \"name\": \"m" + level
          + "\", \"seed\": 0, \"layers\": [" + layers + ", {\"shared\": " + level + ", \"name\": null}, {\"shared\": "
          + level + ", \"name\": null}, {\"shared\": " + level + ", \"name\": null}]}}");
    }
    String json = HEAD + layers + "]}}";

    ModelFormatException failure = assertTimeout(Duration.ofSeconds(20),
        () -> assertThrows(ModelFormatException.class, () -> Models.fromJson(json)));

    assertEquals("65536 layers, with those inside of models, more than the limit of 25000", failure.reason());
  }

  @Test
  void modelsAreNotNestedWithoutEnd() {
    String open = "{\"name\": null, \"model\": {\"class_name\": \"Sequential\", \"name\": \"m\", \"seed\": 0, "
        + "\"layers\": [";
    String json = HEAD + open.repeat(40) + "]}}".repeat(40) + "]}}";
    assertEquals("too deeply nested", assertThrows(ModelFormatException.class, () -> Models.fromJson(json)).reason());
  }

  @Test
  void weightsAloneGoToAModelOfModelsByTheirOrder() throws IOException {
    Model model = twins();
    Models.saveWeights(model, folder.resolve("weights.json"));
    Model other = twins().seed(9);
    assertNotEquals(model.getWeights(), other.getWeights());
    Models.loadWeights(other, folder.resolve("weights.json"));
    assertEquals(model.getWeights(), other.getWeights());
  }
}
