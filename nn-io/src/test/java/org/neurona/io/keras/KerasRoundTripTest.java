package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.io.LoadOptions;
import org.neurona.io.Models;
import org.neurona.io.SampleModels;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.optimizers.Optimizers;

/** What is saved in Keras' formats comes back to the bit, from models of ours and of Keras. */
class KerasRoundTripTest {
  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource({"commons-math,.keras", "scalar,.keras", "simd,.keras", "scalar,.h5", "commons-math,.h5", "simd,.hdf5"})
  void trainingGoesOnAfterALoadAsIfItHadNeverStopped(String engine, String suffix) throws IOException {
    ArrayDataset rows = SampleModels.rows();
    FitOptions twoEpochs = new FitOptions().epochs(2).batchSize(16).verbose(0);
    Model straight = SampleModels.classifier().engine(engine);
    straight.fit(rows, twoEpochs);
    straight.fit(rows, twoEpochs);
    Model first = SampleModels.classifier().engine(engine);
    first.fit(rows, twoEpochs);
    Path file = folder.resolve("model" + suffix);

    Models.save(first, file);
    Model second = Models.load(file, new LoadOptions().engine(engine));
    second.fit(rows, twoEpochs);

    assertEquals(straight.getWeights(), second.getWeights());
    assertEquals(straight.trainingState().slots(), second.trainingState().slots());
    assertEquals(straight.evaluate(rows), second.evaluate(rows));
  }

  static Stream<String> optimizers() {
    return Optimizers.catalogue().entries().stream().map(optimizer -> optimizer.className())
        .filter(SlotOrder::isKnown);
  }

  @ParameterizedTest
  @MethodSource("optimizers")
  void theStateOfEveryOptimizerComesBack(String optimizer) throws IOException {
    for (String suffix : List.of(".keras", ".h5")) {
      Sequential model = new Sequential(new Input(3), new Dense(3), new Dense(3));
      model.compile(Optimizers.get(optimizer), "mse");
      model.trainOnBatch(NDArray.of(new float[][] {{1, 2, 3}}), NDArray.of(new float[][] {{3, 1, 2}}));
      Path file = folder.resolve(optimizer + suffix);

      Models.save(model, file);

      assertEquals(model.trainingState(), Models.load(file).trainingState());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void aFunctionalModelComesBackWithItsBranchesLossesAndSharedLayer(String suffix) throws IOException {
    Model model = SampleModels.branches();
    Path file = folder.resolve("branches" + suffix);
    NDArray x = NDArray.of(new float[][] {{1, 2, 3, 4}, {-1, 0, 1, 0}});
    model.trainOnBatch(List.of(x, x), List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.of(1f, 0f)));

    Models.save(model, file);
    Model loaded = Models.load(file);

    assertEquals(model.summaryText(), loaded.summaryText());
    assertEquals(model.predict(List.of(x, x)), loaded.predict(List.of(x, x)));
    assertEquals(model.trainingState(), loaded.trainingState());
    model.trainOnBatch(List.of(x, x), List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.of(1f, 0f)));
    loaded.trainOnBatch(List.of(x, x), List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}}), NDArray.of(1f, 0f)));
    assertEquals(model.getWeights(), loaded.getWeights());
  }

  @Test
  void fromJsonToKerasAndBackNothingChanges() throws IOException {
    Model model = SampleModels.classifier();
    model.fit(SampleModels.rows(), new FitOptions().verbose(0));
    Path before = folder.resolve("before.json");
    Models.save(model, before);

    Models.save(Models.load(before), folder.resolve("between.keras"));
    Models.save(Models.load(folder.resolve("between.keras")), folder.resolve("between.h5"));
    Models.save(Models.load(folder.resolve("between.h5")), folder.resolve("after.json"));

    Model after = Models.load(folder.resolve("after.json"));
    assertEquals(model.getWeights(), after.getWeights());
    assertEquals(model.trainingState(), after.trainingState());
    assertEquals(model.summaryText(), after.summaryText());
    assertEquals(model.seed(), after.seed());
    // A layer's name is written where it was found, too; but for those the files are the same.
    Models.save(after, folder.resolve("again.keras"));
    Models.save(Models.load(folder.resolve("again.keras")), folder.resolve("again.json"));
    assertEquals(Files.readString(folder.resolve("after.json")), Files.readString(folder.resolve("again.json")));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.io.keras.KerasFilesTest#loading")
  void aModelOfKerasIsTheSameAfterItWasSaved(KerasFilesTest.Case model) throws IOException {
    assumeTrue(Fixtures.file(model.model()) != null, "the files without a licence are not there");
    Model loaded = KerasFilesTest.load(model);
    for (String suffix : List.of(".keras", ".h5", ".json")) {
      Path file = folder.resolve("saved" + suffix);
      Models.save(loaded, file);

      Model again = Models.load(file);

      assertEquals(loaded.getWeights(), again.getWeights());
      assertEquals(loaded.isCompiled(), again.isCompiled());
      if (loaded.isCompiled()) {
        assertEquals(loaded.trainingState(), again.trainingState());
      }
      KerasFilesTest.assertPredicts(again, model);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {".weights.h5", ".h5", ".hdf5"})
  void weightsAloneGoFromOneModelToAnother(String suffix) throws IOException {
    Model trained = SampleModels.classifier();
    trained.fit(SampleModels.rows(), new FitOptions().verbose(0));
    Path file = folder.resolve("trained" + suffix);
    Models.saveWeights(trained, file);
    Model other = SampleModels.classifier();

    Models.loadWeights(other, file);

    assertEquals(trained.getWeights(), other.getWeights());
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void theWeightsOfAWholeModelCanBeTaken(String suffix) throws IOException {
    Model trained = SampleModels.branches();
    Path file = folder.resolve("trained" + suffix);
    Models.save(trained, file);
    Model other = SampleModels.branches();
    other.setWeights(other.getWeights().stream().map(weight -> NDArray.zeros(weight.shape())).toList());

    Models.loadWeights(other, file);

    assertEquals(trained.getWeights(), other.getWeights());
  }

  @Test
  void anUncompiledModelStaysSo() throws IOException {
    for (String suffix : List.of(".keras", ".h5")) {
      Path file = folder.resolve("plain" + suffix);
      Models.save(new Sequential(new Input(3), new Dense(2)), file);

      assertFalse(Models.load(file).isCompiled());
    }
  }

  @Test
  void theSameModelGivesTheSameWeightsFileTwice() throws IOException {
    Models.saveWeights(SampleModels.classifier(), folder.resolve("a.weights.h5"));
    Models.saveWeights(SampleModels.classifier(), folder.resolve("b.weights.h5"));

    assertEquals(-1, Files.mismatch(folder.resolve("a.weights.h5"), folder.resolve("b.weights.h5")));
  }

  @Test
  void manyLayersAndLongNamesFit() throws IOException {
    Sequential model = new Sequential();
    model.add(new Input(2));
    for (int i = 0; i < 700; i++) {
      model.add(new Dense(2).name("a_rather_long_name_for_a_layer_that_is_one_of_so_many_that_a_list_has_no_room_"
          + i));
    }
    Models.saveWeights(model, folder.resolve("many.h5"));
    Models.save(model, folder.resolve("many.keras"));

    assertEquals(model.getWeights(), Models.load(folder.resolve("many.keras")).getWeights());
    Model other = Models.load(folder.resolve("many.keras"));
    Models.loadWeights(other, folder.resolve("many.h5"));
    assertEquals(model.getWeights(), other.getWeights());
    IllegalArgumentException failure =
        assertThrows(IllegalArgumentException.class, () -> Models.save(model, folder.resolve("whole.h5")));
    assertTrue(failure.getMessage()
        .matches("Model \"sequential\" can't be saved as \\.h5: its config has \\d+ bytes, more "
        + "than the 64512 that such a file has room for\\. Save it as \\.keras"), failure.getMessage());
    assertFalse(Files.exists(folder.resolve("whole.h5")));
  }
}
