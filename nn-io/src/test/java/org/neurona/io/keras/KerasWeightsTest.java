package org.neurona.io.keras;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.io.LoadOptions;
import org.neurona.io.ModelFormatException;
import org.neurona.io.Models;
import org.neurona.layers.Activation;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.MaxPooling2D;

/** Weights of Keras for a model that was written in Java. */
class KerasWeightsTest {
  private static final String LENET = "k2-lenet1-mnist-weights/";

  @TempDir
  Path folder;

  private static Sequential lenet() {
    return new Sequential(new Input(28, 28, 1), new Conv2D(4, 5, "relu").padding("same").name("block1_conv1"),
        new MaxPooling2D(2), new Conv2D(12, 5, "relu").padding("same").name("block2_conv1"), new MaxPooling2D(2),
        new Flatten(), new Dense(10).name("before_softmax"), new Activation("softmax"));
  }

  private static void assertLenet(Model model) throws IOException {
    NDArray expected = Fixtures.npy(Fixtures.file(LENET + "expected_output.npy"));
    assertTrue(model.predict(Fixtures.npy(Fixtures.file(LENET + "expected_input.npy"))).allClose(expected, 1e-5, 1e-5));
  }

  @Test
  void weightsOfKeras2GoToTheLayersInOrder() throws IOException {
    Model model = new Sequential(new Input(28, 28, 1), new Conv2D(4, 5, "relu").padding("same"), new MaxPooling2D(2),
        new Conv2D(12, 5, "relu").padding("same"), new MaxPooling2D(2), new Flatten(), new Dense(10),
        new Activation("softmax"));

    Models.loadWeights(model, Fixtures.file(LENET + "Model1.h5"));

    assertLenet(model);
  }

  @Test
  void byNameOnlyTheLayersOfThatNameGetThem() throws IOException {
    Model model = lenet();
    Models.loadWeights(model, Fixtures.file(LENET + "Model1.h5"), new LoadOptions().byName(true));
    assertLenet(model);
    Sequential start = new Sequential(new Input(28, 28, 1),
        new Conv2D(4, 5, "relu").padding("same").name("block1_conv1"), new Flatten(), new Dense(3).name("own"));
    NDArray before = start.getWeights("own").get(0);

    Models.loadWeights(start, Fixtures.file(LENET + "Model1.h5"), new LoadOptions().byName(true));

    assertEquals(model.getWeights("block1_conv1"), start.getWeights("block1_conv1"));
    assertEquals(before, start.getWeights("own").get(0));
  }

  @Test
  void allThatDoesNotFitIsSaidAtOnce() throws IOException {
    Models.saveWeights(new Sequential(new Input(4), new Dense(3), new Dense(2).useBias(false)),
        folder.resolve("w.weights.h5"));
    Model other = new Sequential(new Input(4), new Dense(5), new Dense(2));

    assertEquals("Dense \"dense\" weight kernel has shape (4, 5), the file's has shape (4, 3); "
        + "Dense \"dense\" weight bias has shape (5,), the file's has shape (3,); "
        + "Dense \"dense_1\" expects 2 weights, the file has 1", assertThrows(ModelFormatException.class,
            () -> Models.loadWeights(other, folder.resolve("w.weights.h5"))).reason());
  }

  @Test
  void anotherNumberOfLayersIsRefused() throws IOException {
    Model one = new Sequential(new Input(28, 28, 1), new Flatten(), new Dense(10).name("other"));

    assertEquals("Layer count mismatch when loading weights from file. Model expected 1 layers, found 3 saved layers.",
        assertThrows(ModelFormatException.class,
            () -> Models.loadWeights(one, Fixtures.file(LENET + "Model1.h5"))).reason());
  }

  @Test
  void variablesForWhichThereIsNoLayerAreRefused() throws IOException {
    Models.saveWeights(new Sequential(new Input(4), new Dense(4), new Dense(4)), folder.resolve("w.weights.h5"));
    Model one = new Sequential(new Input(4), new Dense(4));

    assertEquals("the file has variables of layers/dense_1, for which the model has no layer",
        assertThrows(ModelFormatException.class,
            () -> Models.loadWeights(one, folder.resolve("w.weights.h5"))).reason());
  }

  @Test
  void aFileOfWeightsIsNoModel() {
    assertEquals("the file has no model, only weights: use Models.loadWeights", assertThrows(ModelFormatException.class,
        () -> Models.load(Fixtures.file("k3-weights-only-cnn/model2.weights.h5"))).reason());
  }
}
