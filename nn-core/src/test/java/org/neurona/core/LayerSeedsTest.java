package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.GradientTape;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.layers.AlphaDropout;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Dropout;
import org.neurona.layers.GRU;
import org.neurona.layers.GaussianDropout;
import org.neurona.layers.GaussianNoise;
import org.neurona.layers.Identity;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LSTMCell;
import org.neurona.layers.Layer;
import org.neurona.layers.RNN;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.SimpleRNNCell;
import org.neurona.layers.SpatialDropout1D;
import org.neurona.layers.TimeDistributed;
import org.neurona.ops.Tensor;

/** Layers with a seed of their own draw the same random numbers whatever the model's seed is and wherever they stand. */
class LayerSeedsTest {
  private static final NDArray X = Computed.random(new Random(1), Shape.of(4, 5, 6), 0.5, 1);

  static Stream<Layer> seeded() {
    return Stream.of(new Dropout(0.5).seed(7), new SpatialDropout1D(0.5).seed(7), new AlphaDropout(0.5).seed(7),
        new GaussianNoise(1).seed(7), new GaussianDropout(0.5).seed(7), new TimeDistributed(new Dropout(0.5).seed(7)),
        new SimpleRNN(3).dropout(0.5).seed(7), new LSTM(3).recurrentDropout(0.5).seed(7),
        new GRU(3).dropout(0.3).recurrentDropout(0.5).seed(7), new Bidirectional(new LSTM(3).dropout(0.5).seed(7)),
        new RNN(new LSTMCell(3).dropout(0.5).seed(7), new SimpleRNNCell(2).recurrentDropout(0.5).seed(8)));
  }

  private record Drawn(NDArray output, Sequential model) {
    static Drawn by(long seed, List<NDArray> weights, Layer... layers) {
      Sequential model = new Sequential(new Input(5, 6));
      for (Layer layer : layers) {
        model.add(layer);
      }
      model.seed(seed).engine("commons-math");
      if (weights != null) {
        model.setWeights(weights);
      }
      var tape = new GradientTape();
      Tensor output = tape.call(model, tape.watch(X), true);
      return new Drawn(tape.value(output), model);
    }
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void theModelsSeedAndThePlaceMakeNoDifference(Layer layer) {
    Drawn first = Drawn.by(1, null, layer);
    List<NDArray> weights = first.model().getWeights();

    assertEquals(first.output(), Drawn.by(2, weights, layer.copy()).output());
    assertEquals(first.output(), Drawn.by(2, weights, new Identity(), new Dropout(0), layer.copy()).output());
  }

  @ParameterizedTest
  @MethodSource("seeded")
  void eachCallAndEachStepDrawsOthers(Layer layer) {
    Sequential model = new Sequential(new Input(5, 6), layer);
    model.engine("commons-math");
    var tape = new GradientTape();
    Tensor x = tape.watch(X);
    List<NDArray> calls = tape.values(List.of(tape.call(model, x, true), tape.call(model, x, true)));
    var next = new GradientTape();

    assertNotEquals(calls.get(0), calls.get(1));
    assertNotEquals(calls.get(0), next.value(next.call(model, next.watch(X), true)));
  }

  static Stream<Layer> others() {
    return Stream.of(new Dropout(0.5).seed(8), new Dropout(0.5));
  }

  @ParameterizedTest
  @MethodSource("others")
  void anotherSeedOrNoneDrawsOthers(Layer other) {
    assertNotEquals(Drawn.by(1, null, new Dropout(0.5).seed(7)).output(), Drawn.by(1, null, other).output());
  }
}
