package org.neurona.interop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.deeplearning4j.nn.modelimport.keras.KerasModelImport;
import org.deeplearning4j.nn.modelimport.keras.exceptions.UnsupportedKerasConfigurationException;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.io.Models;
import org.neurona.io.SaveOptions;
import org.neurona.layers.Activation;
import org.neurona.layers.AveragePooling2D;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.Conv1D;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Embedding;
import org.neurona.layers.Flatten;
import org.neurona.layers.GlobalAveragePooling2D;
import org.neurona.layers.GlobalMaxPooling1D;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LeakyReLU;
import org.neurona.layers.MaxPooling2D;
import org.neurona.layers.SeparableConv2D;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.ZeroPadding2D;

/**
 * Deeplearning4j's importer, which reads files of Keras 1 and 2, loads {@code .h5} files in the form of Keras 2 and
 * predicts the same. It has no GRU, and fails on a Bidirectional around an LSTM.
 */
class Deeplearning4jTest {
  private static final int ROWS = 3;
  private static final int WORDS = 6;

  @TempDir
  Path folder;

  static Stream<Named<Sequential>> models() {
    return Stream.of(
        Named.of("dense layers", new Sequential(new Input(4), new Dense(5, "relu"), new Dense(3, "softmax"))),
        Named.of("flattened images", new Sequential(new Flatten(4, 3), new Dense(5, "elu"), new Dense(3, "softmax"))),
        Named.of("convolution and pooling", new Sequential(new Input(8, 7, 2), new Conv2D(3, 3, "relu"),
            new MaxPooling2D(2), new Flatten(), new Dense(3, "softmax"))),
        Named.of("strides, padding, normalization", new Sequential(new Input(8, 7, 2), new ZeroPadding2D(1),
            new Conv2D(3, 3).padding("same").strides(2), new BatchNormalization(), new LeakyReLU(0.1),
            new AveragePooling2D(2), new Flatten(), new Dense(3))),
        Named.of("separable convolution", new Sequential(new Input(8, 7, 2), new SeparableConv2D(3, 3),
            new GlobalAveragePooling2D(), new Dense(3))),
        Named.of("convolution over steps", new Sequential(new Input(8, 3), new Conv1D(4, 3), new GlobalMaxPooling1D(),
            new Dense(2))),
        Named.of("batch normalization and dropout", new Sequential(new Input(4), new Dense(5),
            new BatchNormalization(), new Activation("tanh"), new Dropout(0.3), new Dense(1, "sigmoid"))),
        Named.of("a simple recurrent layer", new Sequential(new Input(5, 3), new SimpleRNN(4), new Dense(2))),
        Named.of("one LSTM after another", new Sequential(new Input(5, 3), new LSTM(4).returnSequences(true),
            new LSTM(3), new Dense(2))),
        Named.of("embedding and LSTM", new Sequential(new Input(5), new Embedding(WORDS, 3), new LSTM(4),
            new Dense(2))));
  }

  @ParameterizedTest
  @MethodSource("models")
  void theSameIsPredicted(Sequential model) throws Exception {
    trainALittle(model);
    Path file = folder.resolve("model.h5");
    Models.save(model, file, new SaveOptions().kerasVersion(2));

    MultiLayerNetwork network = KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false);

    NDArray x = rows(model);
    INDArray theirs = network.output(Nd4j.create(x.toFloatArray(),
        Arrays.stream(x.shape().dims()).asLongStream().toArray(), 'c'));
    assertArrayEquals(model.predict(x).toFloatArray(), theirs.dup('c').data().asFloat(), 1e-5f);
  }

  /** So that biases and running means are other than they began. */
  private static void trainALittle(Sequential model) {
    model.seed(3).compile("adam", "mse");
    NDArray x = rows(model);
    NDArray y = NDArray.full(model.predict(x).shape(), 0.5f);
    model.fit(x, y, new FitOptions().epochs(3).verbose(0));
  }

  private static NDArray rows(Sequential model) {
    Shape row = model.graph().shape(model.graph().inputs().get(0));
    int[] dims = row.dims();
    dims[0] = ROWS;
    float[] values = new float[Shape.of(dims).size()];
    Random random = new Random(1);
    boolean words = model.layers().stream().anyMatch(Embedding.class::isInstance);
    for (int i = 0; i < values.length; i++) {
      values[i] = words ? random.nextInt(WORDS) : (float) random.nextGaussian();
    }
    return NDArray.wrap(Shape.of(dims), values);
  }

  @Test
  void filesOfKeras3AreRefused() throws Exception {
    Sequential model = new Sequential(new Input(4), new Dense(1));
    Path file = folder.resolve("model.h5");
    Models.save(model, file);

    assertThrows(UnsupportedKerasConfigurationException.class,
        () -> KerasModelImport.importKerasSequentialModelAndWeights(file.toString(), false));
  }
}
