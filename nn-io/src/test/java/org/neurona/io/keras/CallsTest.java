package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.EvaluateOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.Models;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;

/** Layers that keep states, and layers that are called with more than their inputs, in files of Keras and back. */
class CallsTest {
  private static final double TOLERANCE = 1e-5;

  @TempDir
  private Path folder;

  private static Path file(String name) {
    try {
      return Path.of(CallsTest.class.getResource("calls/" + name).toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<NDArray> inputs(String name) throws IOException {
    List<NDArray> inputs = new ArrayList<>();
    while (Files.exists(file(name + ".input_0.npy").resolveSibling(name + ".input_" + inputs.size() + ".npy"))) {
      inputs.add(Fixtures.npy(file(name + ".input_" + inputs.size() + ".npy")));
    }
    return inputs;
  }

  private static void assertPredicts(String name, int batch, Model model) throws IOException {
    NDArray expected = Fixtures.npy(file(name + ".output_" + batch + ".npy"));
    NDArray got = model.predict(inputs(name), new EvaluateOptions().batchSize(2)).get(0);
    assertTrue(got.allClose(expected, TOLERANCE, TOLERANCE), "expected " + expected + " but got " + got);
  }

  /** As it was read, and as it is after it was written in each format. */
  private List<Model> readAndWritten(Path file) throws IOException {
    List<Model> models = new ArrayList<>(List.of(Models.load(file)));
    for (String suffix : List.of(".keras", ".h5", ".json")) {
      Path copy = folder.resolve("copy" + suffix);
      Models.save(models.get(0), copy);
      models.add(Models.load(copy));
    }
    return models;
  }

  @ParameterizedTest
  @ValueSource(strings = {".keras", ".h5"})
  void aStatefulModelGoesOnFromBatchToBatchAndIsSavedWithoutItsStates(String suffix) throws IOException {
    for (Model model : readAndWritten(file("stateful" + suffix))) {
      assertEquals(Shape.of(2, 1), model.output().shape());
      assertTrue(model.getStates().stream().allMatch(state -> state.equals(NDArray.zeros(state.shape()))));
      assertPredicts("stateful", 0, model);
      assertPredicts("stateful", 1, model);
      model.resetStates();
      assertPredicts("stateful", 0, model);
      Path copy = folder.resolve("used.keras");
      Models.save(model, copy);
      assertPredicts("stateful", 0, Models.load(copy));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"first_states", "attention"})
  void whatALayerIsCalledWithByNameIsAnInputOrASetting(String name) throws IOException {
    for (Model model : readAndWritten(file(name + ".keras"))) {
      assertPredicts(name, 0, model);
    }
  }

  /** Keras up to 2.2 has no layer for the input; the first one says how many rows there are. */
  @Test
  void theFirstLayerOfAnOldModelMayGiveTheBatchSize() throws IOException {
    Model model = Models.fromJson("""
        {"class_name": "Sequential", "keras_version": "2.1.3", "backend": "tensorflow", "config": [
          {"class_name": "LSTM", "config": {"name": "lstm_1", "trainable": true, "batch_input_shape": [2, 3, 4],
           "dtype": "float32", "return_sequences": false, "return_state": false, "go_backwards": false,
           "stateful": true, "unroll": false, "units": 5}}]}
        """);

    assertEquals(Shape.of(2, 5), model.output().shape());
    assertEquals(List.of(Shape.of(2, 5), Shape.of(2, 5)), model.getStates().stream().map(NDArray::shape).toList());
  }

  @Test
  void theBatchSizeOfAnInputIsWrittenAsKerasDoes() throws IOException {
    Model model = new Sequential(new Input(3, 4).batchSize(2), new LSTM(5).stateful(true));

    assertTrue(Models.toJson(model).contains("\"batch_size\""), Models.toJson(model));
    Path file = folder.resolve("model.keras");
    Models.save(model, file);
    assertEquals(2, ((Input) Models.load(file).graph().members().get(0).layer()).batchSize());
  }
}
