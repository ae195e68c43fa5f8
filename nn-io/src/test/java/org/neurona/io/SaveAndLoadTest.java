package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.activations.ActivationFunction;
import org.neurona.callbacks.ModelCheckpoint;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Ops;

class SaveAndLoadTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void trainingGoesOnAfterALoadAsIfItHadNeverStopped(String engine) throws IOException {
    ArrayDataset rows = SampleModels.rows();
    FitOptions twoEpochs = new FitOptions().epochs(2).batchSize(16).verbose(0);
    Model straight = SampleModels.classifier().engine(engine);
    straight.fit(rows, twoEpochs);
    straight.fit(rows, twoEpochs);
    Model first = SampleModels.classifier().engine(engine);
    first.fit(rows, twoEpochs);
    Path file = folder.resolve("model.json");

    Models.save(first, file);
    Model second = Models.load(file, new LoadOptions().engine(engine));
    second.fit(rows, twoEpochs);

    assertEquals(straight.getWeights(), second.getWeights());
    assertEquals(straight.trainingState().slots(), second.trainingState().slots());
    assertEquals(straight.evaluate(rows), second.evaluate(rows));
    assertNotEquals(first.getWeights(), second.getWeights());
  }

  @Test
  void aFunctionalModelComesBackWithItsBranchesLossesAndSharedLayer() throws IOException {
    Model model = SampleModels.branches();
    Path file = folder.resolve("branches.json");
    NDArray x = NDArray.of(new float[][] {{1, 2, 3, 4}, {-1, 0, 1, 0}});
    model.trainOnBatch(List.of(x, x), List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.of(1f, 0f)));

    Models.save(model, file);
    Model loaded = Models.load(file);

    assertEquals(model.summaryText(), loaded.summaryText());
    assertEquals(model.predict(List.of(x, x)), loaded.predict(List.of(x, x)));
    assertEquals(model.trainingState(), loaded.trainingState());
    assertEquals(Models.toJson(model), Models.toJson(loaded));
    assertEquals(content(model, "a.json"), content(loaded, "b.json"));
  }

  private String content(Model model, String name) throws IOException {
    Models.save(model, folder.resolve(name));
    return Files.readString(folder.resolve(name));
  }

  @Test
  void everyBitOfAFloatComesBack() throws IOException {
    Random random = new Random(5);
    float[] values = new float[4000];
    for (int i = 0; i < values.length; i++) {
      do {
        values[i] = Float.intBitsToFloat(random.nextInt());
      } while (Float.isNaN(values[i]));
    }
    values[0] = -0f;
    values[1] = Float.MIN_VALUE;
    values[2] = Float.POSITIVE_INFINITY;
    values[3] = Float.NaN;
    Sequential model = new Sequential(new Input(40), new Dense(100).useBias(false));
    model.setWeights(List.of(NDArray.of(values).reshape(40, 100)));
    Path file = folder.resolve("bits.json");

    Models.save(model, file);

    assertEquals(model.getWeights(), Models.load(file).getWeights());
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".keras", ".h5"})
  void aModelWithWeightsThatAreNoNumbersIsReadAndToldOf(String suffix) throws IOException {
    Model model = new Sequential(new Input(2), new Dense(2).name("out"));
    model.setWeights(List.of(NDArray.of(new float[][] {{1, Float.NaN}, {2, 3}}), NDArray.of(0f, Float.NaN)));
    Path file = folder.resolve("nan" + suffix);
    Models.save(model, file);

    List<String> told = LogCapture.of(() -> assertEquals(model.getWeights(), Models.load(file).getWeights()));

    assertEquals(List.of(file + ": weights that are NaN or infinite: out/kernel (1 of 4), out/bias (1 of 2)"), told);
  }

  @ParameterizedTest
  @ValueSource(strings = {".json", ".h5", ".weights.h5", ".safetensors"})
  void weightsThatAreNoNumbersAreReadAndTold(String suffix) throws IOException {
    Model model = new Sequential(new Input(2), new Dense(2).name("out"));
    model.setWeights(List.of(NDArray.of(new float[][] {{1, Float.NaN}, {2, Float.NEGATIVE_INFINITY}}),
        NDArray.of(0f, 1f)));
    Path file = folder.resolve("nan" + suffix);
    Models.saveWeights(model, file);

    List<String> told = LogCapture.of(() -> Models.loadWeights(model, file));

    assertEquals(List.of(file + ": weights that are NaN or infinite: out/kernel (2 of 4)"), told);
    assertTrue(Double.isNaN(model.getWeights().get(0).toDoubleArray()[1]));
  }

  @Test
  void aDecimalWrittenByHandIsRoundedOnce() throws IOException {
    Path file = folder.resolve("hand.json");
    Files.writeString(file, "{\"format\": \"neurona\", \"version\": 1, \"weights\": [{\"name\": \"dense/kernel\", "
        + "\"dtype\": \"float32\", \"shape\": [1, 1], \"values\": [[1.000000059604644775390626]]}]}");
    Model model = new Sequential(new Input(1), new Dense(1).useBias(false));

    Models.loadWeights(model, file);

    // Just above the middle of two floats; rounded to a double first, it would lie in the middle and go down to 1.
    assertEquals(Math.nextUp(1f), model.getWeights().get(0).item());
  }

  @Test
  void everyBitOfADoubleComesBack() throws IOException {
    Random random = new Random(6);
    double[] values = random.doubles(300).map(x -> (x - 0.5) * Math.pow(10, random.nextInt(40) - 20)).toArray();
    Model model = new Sequential(new Input(30), new Dense(10).useBias(false)).engine("commons-math");
    model.setWeights(List.of(NDArray.of(values).reshape(30, 10)));
    Path file = folder.resolve("bits.json");

    Models.save(model, file);

    assertEquals(model.getWeights(), Models.load(file, new LoadOptions().engine("commons-math")).getWeights());
  }

  @Test
  void aModelThatIsNotCompiledHasNoCompileSettings() throws IOException {
    Model model = new Sequential(new Input(3), new Dense(2));
    Path file = folder.resolve("plain.json");

    Models.save(model, file);

    assertFalse(Models.load(file).isCompiled());
  }

  @Test
  void compileSettingsCanBeLeftOut() throws IOException {
    Path file = folder.resolve("model.json");
    Models.save(SampleModels.classifier(), file);

    assertFalse(Models.load(file, new LoadOptions().compile(false)).isCompiled());
  }

  @Test
  void theArchitectureAloneComesBackWithFreshWeights() throws IOException {
    Model model = SampleModels.classifier();
    model.fit(SampleModels.rows(), new FitOptions().verbose(0));

    Model fresh = Models.fromJson(Models.toJson(model));

    assertEquals(SampleModels.classifier().getWeights(), fresh.getWeights());
    assertFalse(fresh.isCompiled());
  }

  @Test
  void anUnbuiltModelHasAnArchitectureButCannotBeSaved() throws IOException {
    Sequential model = new Sequential(new Dense(4, "relu"), new Dense(1));

    assertEquals(Models.toJson(model), Models.toJson(Models.fromJson(Models.toJson(model))));
    IllegalStateException failure =
        assertThrows(IllegalStateException.class, () -> Models.save(model, folder.resolve("unbuilt.json")));
    assertEquals("Model \"sequential\" has not been built yet: the shape of its input is not known. Start it with "
        + "new Input(...), or call build(...) or fit(...)", failure.getMessage());
  }

  @Test
  void weightsAloneGoFromOneModelToAnother() throws IOException {
    Model trained = SampleModels.classifier();
    trained.fit(SampleModels.rows(), new FitOptions().verbose(0));
    Path weights = folder.resolve("weights.json");
    Path whole = folder.resolve("whole.json");
    Models.saveWeights(trained, weights);
    Models.save(trained, whole);

    for (Path file : List.of(weights, whole)) {
      Model other = SampleModels.classifier();
      Models.loadWeights(other, file);
      assertEquals(trained.getWeights(), other.getWeights());
    }
  }

  @Test
  void weightsOfAnotherModelAreRefusedByName() throws IOException {
    Path file = folder.resolve("weights.json");
    Models.saveWeights(SampleModels.classifier(), file);
    Model other = new Sequential(new Input(6), new Dense(4).name("first"), new Dense(3));

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.loadWeights(other, file));

    assertEquals("weight first/kernel has shape (6, 4), but the file's hidden/kernel has shape (6, 5)",
        failure.reason());
  }

  @Test
  void aLayerOfOnesOwnComesBackWhenItIsRegistered() throws IOException {
    ActivationFunction wave = ActivationFunction.of("wave", Ops::sin);
    Sequential model = new Sequential(new Input(3), new Dense(2).activation(wave));
    Path file = folder.resolve("custom.json");
    Models.save(model, file);
    NDArray x = NDArray.of(new float[][] {{1, 2, 3}});

    ModelFormatException failure = assertThrows(ModelFormatException.class, () -> Models.load(file));
    Model loaded = Models.load(file, new LoadOptions().customObjects(wave));

    assertTrue(failure.reason().startsWith("Could not interpret activation function identifier: wave."),
        failure.reason());
    assertTrue(failure.reason().endsWith(
        "If it is a class of your own, pass one to CustomObjects.of(...) when you load"), failure.reason());
    assertEquals(model.predict(x), loaded.predict(x));
  }

  @Test
  void aCheckpointIsAModelFile() throws IOException {
    Model model = SampleModels.classifier();
    model.fit(SampleModels.rows(), new FitOptions().epochs(2).verbose(0)
        .callbacks(new ModelCheckpoint(folder.resolve("at-{epoch:02d}.json"))));

    assertEquals(model.getWeights(), Models.load(folder.resolve("at-02.json")).getWeights());
    assertTrue(Files.exists(folder.resolve("at-01.json")));
  }

  @Test
  void anUnknownSuffixIsRefused() {
    IllegalArgumentException failure = assertThrows(IllegalArgumentException.class,
        () -> Models.save(SampleModels.classifier(), Path.of("model.h6")));

    assertEquals("A model file ends in .json, .keras, .weights.h5, .h5, .hdf5, .safetensors, got "
        + "model.h6. Other formats are not written or read by this release",
        failure.getMessage());
  }

  @Test
  void weightsAndModelsHaveSuffixesOfTheirOwn() {
    Model model = SampleModels.classifier();

    assertEquals("A .weights.h5 file holds weights alone: use Models.saveWeights, or another suffix. Got m.weights.h5",
        assertThrows(IllegalArgumentException.class, () -> Models.save(model, Path.of("m.weights.h5"))).getMessage());
    assertEquals("A .keras file holds a whole model. Weights alone go to a file that ends in .weights.h5, got m.keras",
        assertThrows(IllegalArgumentException.class, () -> Models.saveWeights(model, Path.of("m.keras"))).getMessage());
  }

  @Test
  void aFileIsKnownByWhatItHoldsAndNotByItsName() throws IOException {
    Model model = SampleModels.classifier();
    for (String suffix : List.of(".json", ".keras", ".h5")) {
      Models.save(model, folder.resolve("model" + suffix));
      Path other = Files.copy(folder.resolve("model" + suffix), folder.resolve("other.of" + suffix.substring(1)));

      assertEquals(model.getWeights(), Models.load(other).getWeights());
    }
  }

  @Test
  void theHeaderSaysWhatWroteTheFile() throws IOException {
    String pom = Files.readString(Path.of("pom.xml"));
    String release = pom.replaceFirst("(?s).*<artifactId>neurona</artifactId>\\s*<version>([^<]*)</version>.*", "$1");

    String json = Models.toJson(new Sequential(new Input(2)));

    assertTrue(json.startsWith(
        "{\n  \"format\": \"neurona\",\n  \"version\": 1,\n  \"neurona_version\": \"" + release + "\",\n"), json);
  }

  @Test
  void everySeedComesBack() throws IOException {
    for (long seed : new long[] {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 53 | 1}) {
      Model model = new Sequential(new Input(2), new Dense(1)).seed(seed);

      assertEquals(seed, Models.fromJson(Models.toJson(model)).seed());
    }
  }

  @Test
  void aModelThatIsNotBuiltTakesNoWeights() throws IOException {
    Path file = folder.resolve("weights.json");
    Models.saveWeights(SampleModels.classifier(), file);

    assertEquals("Model \"sequential\" has not been built yet: the shape of its input is not known. Start it with "
        + "new Input(...), or call build(...) or fit(...)",
        assertThrows(IllegalStateException.class, () -> Models.loadWeights(new Sequential(new Dense(1)), file))
            .getMessage());
  }

  @Test
  void aModelThatGotItsShapeFromDataComesBack() throws IOException {
    Sequential model = new Sequential(new Dense(3, "relu"), new Dense(1));
    NDArray x = NDArray.of(new float[][] {{1, 2}, {3, 4}});
    model.predict(x);
    Path file = folder.resolve("deferred.json");

    Models.save(model, file);

    assertEquals(model.predict(x), Models.load(file).predict(x));
    assertEquals(Models.toJson(model), Models.toJson(Models.load(file)));
  }

  @Test
  void aFileInDoublesLoadsOnAnEngineOfFloats() throws IOException {
    Model model = SampleModels.classifier().engine("commons-math");
    Path file = folder.resolve("doubles.json");
    Models.save(model, file);

    Model loaded = Models.load(file, new LoadOptions().engine("scalar"));

    assertTrue(loaded.getWeights().get(0).allClose(model.getWeights().get(0), 1e-6, 0));
  }
}
