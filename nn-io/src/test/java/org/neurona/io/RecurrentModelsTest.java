package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Embedding;
import org.neurona.layers.GRU;
import org.neurona.layers.GRUCell;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LSTMCell;
import org.neurona.layers.Layer;
import org.neurona.layers.RNN;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.SimpleRNNCell;
import org.neurona.layers.TimeDistributed;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L2;

/** Layers that hold layers, and those with many settings, in files. */
class RecurrentModelsTest {
  @TempDir
  private Path folder;

  private static final GRUCell SHARED = new GRUCell(2);

  static Stream<Layer> layers() {
    return Stream.of(
        new SimpleRNN(3, "relu").useBias(false).recurrentInitializer("glorot_normal").goBackwards(true).unroll(true),
        new LSTM(3).unitForgetBias(false).dropout(0.2).recurrentDropout(0.3).recurrentActivation("hard_sigmoid")
            .kernelRegularizer(L2.of(0.1)).recurrentConstraint("unit_norm").returnSequences(true).returnState(true)
            .zeroOutputForMask(true),
        new GRU(3).resetAfter(false).activation("softsign").biasInitializer("ones").activityRegularizer("l1"),
        new RNN(new LSTMCell(4).name("first"), new GRUCell(2).resetAfter(false), new SimpleRNNCell(3).useBias(false))
            .returnState(true),
        new Bidirectional(new LSTM(3).name("memory").returnSequences(true)).mergeMode("sum"),
        new Bidirectional(new GRU(3)).backwardLayer(new SimpleRNN(3).goBackwards(true).name("other")).mergeMode(null),
        new TimeDistributed(new Bidirectional(new LSTM(2).dropout(0.1).seed(3))), new RNN(SHARED, SHARED));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void everySettingAndWeightComesBack(Layer layer) throws IOException {
    int[] row = layer instanceof TimeDistributed ? new int[] {4, 3, 2} : new int[] {4, 2};
    Tensor input = Input.of(row);
    Model model = new Model(List.of(input), layer.applyAll(input));
    float[] numbers = new float[2 * Shape.of(row).size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = (i * 37 % 23 - 11) / 10f;
    }
    NDArray x = NDArray.wrap(Shape.of(row).prepend(2), numbers);
    Path file = folder.resolve("model.json");

    Models.save(model, file);
    Model loaded = Models.load(file);

    assertEquals(Models.toJson(model), Models.toJson(loaded));
    assertEquals(layer.toPlain(), loaded.graph().members().get(1).layer().toPlain());
    assertEquals(model.getWeights(), loaded.getWeights());
    assertEquals(model.predict(List.of(x)), loaded.predict(List.of(x)));
  }

  @Test
  void anEmbeddingComesBackWithWhatItMasks() throws IOException {
    Tensor input = Input.of(5);
    Model model = new Model(input, new LSTM(3).apply(new Embedding(7, 2).maskZero(true)
        .embeddingsInitializer("he_normal").embeddingsRegularizer("l2").apply(input)));
    NDArray x = NDArray.of(new float[][] {{1, 6, 3, 0, 0}, {2, 2, 2, 2, 2}});
    Path file = folder.resolve("words.json");

    Models.save(model, file);

    assertEquals(model.predict(x), Models.load(file).predict(x));
  }

  @Test
  void aCellInSeveralPlacesIsNoneOfKeras() {
    Tensor input = Input.of(4, 2);
    Model model = new Model(input, new RNN(SHARED, SHARED).apply(input));

    assertEquals("One cell stands in several places of StackedRNNCells, which Keras' files can't say: save the model as "
        + ".json, or give each place a cell of its own", assertThrows(IllegalArgumentException.class,
            () -> Models.save(model, folder.resolve("model.keras"))).getMessage());
  }
}
