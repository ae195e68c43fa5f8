package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.core.Computed.assertClose;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Bidirectional;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Embedding;
import org.neurona.layers.GRU;
import org.neurona.layers.GRUCell;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.LSTMCell;
import org.neurona.layers.Layer;
import org.neurona.layers.Layers;
import org.neurona.layers.RNN;
import org.neurona.layers.RNNCell;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.SimpleRNNCell;
import org.neurona.layers.StackedRNNCells;
import org.neurona.layers.TimeDistributed;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Recurrent layers against their published formulas written out, and what they do with masks, states and dropout. */
class RecurrentLayersTest {
  private static final int ROWS = 2;
  private static final int STEPS = 4;
  private static final int FEATURES = 3;

  /** A layer written out for random numbers. */
  private static final class Written {
    final Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    final Map<String, double[]> weights = new LinkedHashMap<>();
    final List<double[]> inputs = new ArrayList<>();
    final List<Tensor> outputs;

    Written(Layer layer, boolean training, double[][] mask, Shape... shapes) {
      Random random = new Random(4);
      List<Tensor> placeholders = new ArrayList<>();
      for (Shape shape : shapes) {
        placeholders.add(feed(random, shape));
        inputs.add(fed.get(placeholders.get(placeholders.size() - 1)).toDoubleArray());
      }
      Map<String, Tensor> tensors = new LinkedHashMap<>();
      for (WeightSpec spec : layer.declareWeights(List.of(shapes), "")) {
        tensors.put(spec.name(), feed(random, spec.shape()));
        weights.put(spec.name(), fed.get(tensors.get(spec.name())).toDoubleArray());
      }
      List<Tensor> masks = mask == null ? List.of() : List.of(Ops.constant(NDArray.of(mask)));
      outputs = layer.trace(placeholders, new Call("layer", tensors, training, 0).within("", layer, masks));
    }

    private Tensor feed(Random random, Shape shape) {
      Tensor placeholder = Tensor.of(new Placeholder("x", shape));
      fed.put(placeholder, Computed.random(random, shape, -1, 1));
      return placeholder;
    }

    double[] output(int index) {
      return Computed.value(new CommonsMathBackend(), fed, outputs.get(index));
    }
  }

  private static Written written(Layer layer) {
    return new Written(layer, false, null, Shape.of(ROWS, STEPS, FEATURES));
  }

  private static double[] output(Layer layer) {
    return written(layer).output(0);
  }

  private static Written masked(Layer layer, double[][] mask) {
    return new Written(layer, false, mask, Shape.of(ROWS, STEPS, FEATURES));
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }

  /** Row of x times column of a matrix of so many columns. */
  private static double product(double[] x, int from, int length, double[] matrix, int columns, int column) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += x[from + i] * matrix[i * columns + column];
    }
    return sum;
  }

  /**
   * Cho et al., 2014, in the variant of Keras' {@code reset_after=True}: z and r are sigmoids of x W + b + h U + c, the
   * candidate is tanh(x Wh + bh + r (h Uh + ch)), and h' = z h + (1 - z) candidate.
   */
  @Test
  void gruResetsAfterTheProduct() {
    int units = 5;
    Written gru = written(new GRU(units));
    double[] w = gru.weights.get("kernel");
    double[] u = gru.weights.get("recurrent_kernel");
    double[] bias = gru.weights.get("bias");
    double[] expected = new double[ROWS * units];
    for (int row = 0; row < ROWS; row++) {
      double[] h = new double[units];
      for (int step = 0; step < STEPS; step++) {
        double[] next = new double[units];
        for (int i = 0; i < units; i++) {
          double[] in = new double[3];
          double[] state = new double[3];
          for (int gate = 0; gate < 3; gate++) {
            int column = gate * units + i;
            in[gate] = product(gru.inputs.get(0), (row * STEPS + step) * FEATURES, FEATURES, w, 3 * units, column)
                + bias[column];
            state[gate] = product(h, 0, units, u, 3 * units, column) + bias[3 * units + column];
          }
          double z = sigmoid(in[0] + state[0]);
          double r = sigmoid(in[1] + state[1]);
          next[i] = z * h[i] + (1 - z) * Math.tanh(in[2] + r * state[2]);
        }
        h = next;
      }
      System.arraycopy(h, 0, expected, row * units, units);
    }

    assertEquals(Shape.of(2, 15), gruBiasShape(units));
    assertClose(expected, gru.output(0), 1e-12, "GRU");
  }

  private static Shape gruBiasShape(int units) {
    return new GRU(units).declareWeights(List.of(Shape.of(ROWS, STEPS, FEATURES)), "").get(2).shape();
  }

  @Test
  void weightsHaveKerasNamesShapesAndFirstValues() {
    List<WeightSpec> weights = new LSTM(3).declareWeights(List.of(Shape.of(-1, 5, 2)), "lstm");

    assertEquals(List.of("kernel", "recurrent_kernel", "bias"), weights.stream().map(WeightSpec::name).toList());
    assertEquals(List.of(Shape.of(2, 12), Shape.of(3, 12), Shape.of(12)),
        weights.stream().map(WeightSpec::shape).toList());
    assertClose(new double[] {0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0},
        weights.get(2).initializer().values(Shape.of(12), new Random(1)), 0, "unitForgetBias");
    WeightSpec plain = new LSTM(3).unitForgetBias(false).declareWeights(List.of(Shape.of(-1, 5, 2)), "").get(2);
    assertClose(new double[12], plain.initializer().values(Shape.of(12), new Random(1)), 0, "without");
  }

  @Test
  void theSequenceEndsWithTheLastOutputAndStatesAreFurtherOutputs() {
    Written lstm = written(new LSTM(3).returnSequences(true).returnState(true));
    double[] sequence = lstm.output(0);

    assertEquals(3, lstm.outputs.size());
    double[] last = new double[ROWS * 3];
    for (int row = 0; row < ROWS; row++) {
      System.arraycopy(sequence, (row * STEPS + STEPS - 1) * 3, last, row * 3, 3);
    }
    assertClose(last, lstm.output(1), 1e-15, "h");
    assertClose(last, output(new LSTM(3)), 1e-15, "without sequences");
  }

  @Test
  void backwardsOutputsComeInTheOrderOfTheSteps() {
    double[] sequence = output(new GRU(3).goBackwards(true).returnSequences(true));
    double[] last = output(new GRU(3).goBackwards(true));

    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < 3; i++) {
        assertEquals(last[row * 3 + i], sequence[(row * STEPS + STEPS - 1) * 3 + i], 1e-15);
      }
    }
  }

  @Test
  void firstStatesAreFurtherInputs() {
    Shape sequence = Shape.of(ROWS, STEPS, FEATURES);
    Layer lstm = new LSTM(3).returnState(true);
    Written whole = new Written(lstm, false, null, sequence, Shape.of(ROWS, 3), Shape.of(ROWS, 3));
    Written one = new Written(lstm, false, null, Shape.of(ROWS, 1, FEATURES), Shape.of(ROWS, 3), Shape.of(ROWS, 3));

    assertNotEquals(List.of(written(lstm).output(0)[0]), List.of(whole.output(0)[0]));
    // One step from given states is the cell.
    Written cell = new Written(new LSTMCell(3), false, null, Shape.of(ROWS, FEATURES), Shape.of(ROWS, 3),
        Shape.of(ROWS, 3));
    assertClose(cell.output(0), one.output(0), 1e-15, "h");
    assertClose(cell.output(2), one.output(2), 1e-15, "c");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void masksLeaveStepsOut(boolean backwards) {
    double[][] mask = {{1, 0, 1, 0}, {1, 1, 1, 1}};
    Written lstm = masked(new LSTM(3).returnSequences(true).goBackwards(backwards), mask);
    double[] outputs = lstm.output(0);
    int skipped = backwards ? 2 : 1; // in the order of the steps
    for (int i = 0; i < 3; i++) {
      assertEquals(outputs[(skipped - 1) * 3 + i], outputs[skipped * 3 + i], "the output before");
    }
    Written zero =
        masked(new LSTM(3).returnSequences(true).goBackwards(backwards).zeroOutputForMask(true), mask);
    for (int i = 0; i < 3; i++) {
      assertEquals(0, zero.output(0)[skipped * 3 + i]);
      assertEquals(outputs[(skipped - 1) * 3 + i], zero.output(0)[(skipped - 1) * 3 + i]);
    }
    assertEquals(1, new LSTM(3).returnSequences(true)
        .computeMask(lstm.outputs, List.of(Ops.constant(1))).size());
    assertEquals(List.of(), new LSTM(3).computeMask(lstm.outputs, List.of(Ops.constant(1))));
  }

  @Test
  void anyCellRepeatsItsOutputWhereAStepIsLeftOut() {
    Written sum = masked(new RNN(new Doubled()).returnSequences(true), new double[][] {{0, 1, 0, 1}, {1, 1, 1, 0}});
    double[] outputs = sum.output(0);

    for (int i = 0; i < FEATURES; i++) {
      assertEquals(0, outputs[i]);
      assertEquals(2 * sum.inputs.get(0)[FEATURES + i], outputs[FEATURES + i], 1e-15);
      assertEquals(outputs[FEATURES + i], outputs[2 * FEATURES + i]);
    }
    assertClose(java.util.Arrays.copyOfRange(outputs, 3 * FEATURES, 4 * FEATURES),
        java.util.Arrays.copyOf(masked(new RNN(new Doubled()), new double[][] {{0, 1, 0, 1}, {1, 1, 1, 0}}).output(0),
            FEATURES), 1e-15, "the last output");
  }

  /** A cell of a user: hands the sum of its inputs on and puts out twice that. */
  private static final class Doubled extends RNNCell {
    Doubled() {
      super(List.of());
    }

    @Override
    public List<Shape> stateShapes() {
      return List.of(Shape.of(FEATURES));
    }

    @Override
    protected Step step(Tensor x, List<Tensor> states, Call call) {
      Tensor sum = Ops.add(states.get(0), x);
      return new Step(Ops.multiply(sum, 2), List.of(sum));
    }
  }

  @Test
  void aStackOfCellsIsLayersOneAfterTheOther() {
    Layer stack = new RNN(new LSTMCell(3), new SimpleRNNCell(2)).returnSequences(true);
    Written together = written(stack);

    assertEquals(List.of("lstm_cell/kernel", "lstm_cell/recurrent_kernel", "lstm_cell/bias", "simple_rnn_cell/kernel",
        "simple_rnn_cell/recurrent_kernel", "simple_rnn_cell/bias"), List.copyOf(together.weights.keySet()));
    Tensor x = List.copyOf(together.fed.keySet()).get(0);
    List<Tensor> weights = List.copyOf(together.fed.keySet()).subList(1, 7);
    Tensor first = new LSTM(3).returnSequences(true).trace(List.of(x), named(weights.subList(0, 3))).get(0);
    Tensor second = new SimpleRNN(2).returnSequences(true).trace(List.of(first), named(weights.subList(3, 6))).get(0);
    assertClose(Computed.value(new CommonsMathBackend(), together.fed, second), together.output(0), 1e-14, "stack");
  }

  @Test
  void oneCellTwiceInAStackHasItsWeightsOnceAndItsStatesTwice() {
    GRUCell cell = new GRUCell(FEATURES);
    Written together = written(new RNN(cell, cell).returnSequences(true));

    assertEquals(List.of("gru_cell/kernel", "gru_cell/recurrent_kernel", "gru_cell/bias"),
        List.copyOf(together.weights.keySet()));
    assertEquals(List.of(Shape.of(FEATURES), Shape.of(FEATURES)), new StackedRNNCells(cell, cell).stateShapes());
    List<Tensor> fed = List.copyOf(together.fed.keySet());
    Tensor first = new GRU(FEATURES).returnSequences(true).trace(fed.subList(0, 1), named(fed.subList(1, 4))).get(0);
    Tensor second = new GRU(FEATURES).returnSequences(true).trace(List.of(first), named(fed.subList(1, 4))).get(0);
    assertClose(Computed.value(new CommonsMathBackend(), together.fed, second), together.output(0), 1e-14, "stack");
    SimpleRNNCell wide = new SimpleRNNCell(FEATURES + 1);
    assertEquals("StackedRNNCells: SimpleRNNCell \"simple_rnn_cell\" stands in places that need different weights: "
        + "kernel of shapes (3, 4) and (4, 4)", message(() -> written(new RNN(wide, wide))));
  }

  private static Call named(List<Tensor> weights) {
    return new Call("layer", Map.of("kernel", weights.get(0), "recurrent_kernel", weights.get(1), "bias",
        weights.get(2)), false, 0);
  }

  /** As in Keras: with dropout of the state each gate has masks of its own, without it the input has one for all. */
  @Test
  void dropoutOfTheStateGivesEachGateAMaskOfItsOwn() {
    int units = 400;
    Layer plain = new LSTM(units, "linear").recurrentActivation("linear").useBias(false).dropout(0.5);
    double[] shared = keptStates(plain, units);
    double[] own = keptStates(new LSTM(units, "linear").recurrentActivation("linear").useBias(false).dropout(0.5)
        .recurrentDropout(0.1), units);

    // c' = i c~ and h' = o c', each of which is 0 where its own input is dropped.
    assertEquals(0.5, shared[1], 0.06);
    assertEquals(0.5, shared[0], 0.06);
    assertEquals(0.25, own[1], 0.06);
    assertEquals(0.125, own[0], 0.06);
  }

  /** The parts of h and c that are not 0 behind one step of ones, with kernels that give each unit its own input. */
  private static double[] keptStates(Layer layer, int units) {
    Shape input = Shape.of(1, 1, units);
    Tensor x = Tensor.of(new Placeholder("x", input));
    Map<String, Tensor> weights = new LinkedHashMap<>();
    weights.put("kernel", Ops.concatenate(List.of(Ops.eye(units), Ops.eye(units), Ops.eye(units), Ops.eye(units)), 1));
    weights.put("recurrent_kernel", Ops.fill(0, Shape.of(units, 4 * units)));
    List<Tensor> outputs = ((LSTM) layer).returnState(true).trace(List.of(x), new Call("layer", weights, true, 0));
    double[] kept = new double[2];
    for (int i = 0; i < 2; i++) {
      kept[i] = java.util.Arrays.stream(Computed.value(new CommonsMathBackend(), Map.of(x, NDArray.full(input, 1f)),
          outputs.get(1 + i))).filter(value -> value != 0).count() / (double) units;
    }
    return kept;
  }

  @Test
  void dropoutDropsTheSameUnitsInAllSteps() {
    // With an identity kernel and no state, a step puts out its input where it is kept, times 1 / (1 - rate).
    Layer layer = new SimpleRNN(FEATURES, "linear").useBias(false).dropout(0.5).returnSequences(true);
    Written trained = new Written(layer, true, null, Shape.of(ROWS, STEPS, FEATURES));
    List<Tensor> placeholders = List.copyOf(trained.fed.keySet());
    trained.fed.put(placeholders.get(1), NDArray.of(new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}));
    trained.fed.put(placeholders.get(2), NDArray.of(new double[3][3]));
    double[] outputs = trained.output(0);
    boolean dropped = false;
    for (int row = 0; row < ROWS; row++) {
      for (int i = 0; i < FEATURES; i++) {
        double factor = outputs[row * STEPS * FEATURES + i] / trained.inputs.get(0)[row * STEPS * FEATURES + i];
        dropped |= factor == 0;
        for (int step = 0; step < STEPS; step++) {
          int at = (row * STEPS + step) * FEATURES + i;
          assertEquals(factor * trained.inputs.get(0)[at], outputs[at], 1e-9);
        }
        assertTrue(factor == 0 || Math.abs(factor - 2) < 1e-9, "factor " + factor);
      }
    }
    assertTrue(dropped, "nothing was dropped");
  }

  @Test
  void bidirectionalGivesBothOutputsAndTheStatesOfBoth() {
    Written both = written(new Bidirectional(new LSTM(3).returnState(true)).mergeMode(null));

    assertEquals(6, both.outputs.size());
    assertEquals(List.of("forward_lstm/kernel", "forward_lstm/recurrent_kernel", "forward_lstm/bias",
        "backward_lstm/kernel", "backward_lstm/recurrent_kernel", "backward_lstm/bias"),
        List.copyOf(both.weights.keySet()));
    assertClose(both.output(0), both.output(2), 0, "h of the forward layer");
    assertClose(both.output(1), both.output(4), 0, "h of the backward layer");
  }

  @Test
  void bidirectionalGivesZeroWhereStepsAreLeftOut() {
    Layer layer = new Bidirectional(new GRU(2).returnSequences(true));
    double[] outputs = masked(layer, new double[][] {{1, 1, 0, 0}, {1, 1, 1, 1}}).output(0);

    for (int i = 2 * 4; i < 4 * 4; i++) {
      assertEquals(0, outputs[i]);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void anIndexOutOfTheTableIsAnErrorThatNamesIt(String engine) {
    Model model = new Sequential(new Embedding(10, 2).name("words").inputShape(3)).engine(engine);
    NDArray wrong = NDArray.of(new float[][] {{1, 2, 10}});

    assertEquals("Embedding \"words\": index 10 is out of range, expected 0 to 9",
        assertThrows(IllegalArgumentException.class, () -> model.predict(wrong)).getMessage());
    assertEquals(Shape.of(1, 3, 2), model.predict(NDArray.of(new float[][] {{0, 2, 9}})).shape());
  }

  @Test
  void wrongInputsAreNamed() {
    assertEquals("LSTM \"memory\" expects input (batch, time, features): expected ndim=3, found ndim=2, got shape "
        + "(None, 8)", message(() -> new LSTM(4).name("memory").apply(Input.of(8))));
    assertEquals("GRU takes a sequence, and no first state or 1, got 3 inputs",
        message(() -> new GRU(4).apply(Input.of(5, 8), Input.of(4), Input.of(4))));
    assertEquals("LSTM expects first state 1 of shape (None, 4), got shape (None, 3)",
        message(() -> new LSTM(4).apply(Input.of(5, 8), Input.of(4), Input.of(3))));
    assertEquals("TimeDistributed expects input (batch, time, ...) with at least 3 dimensions, got shape (None, 8)",
        message(() -> new TimeDistributed(new Dense(2)).apply(Input.of(8))));
    assertEquals("LSTM: Received an invalid value for units, expected a positive integer. Received: units=0",
        message(() -> new LSTM(0)));
    assertEquals("StackedRNNCells: Received an invalid value for cells, expected one RNN cell or more, up to 512. "
        + "Received: cells=[]", message(StackedRNNCells::new));
    assertEquals("Bidirectional: forward layer and backward layer should have different `goBackwards` values. "
        + "Received: false and false", message(() -> new Bidirectional(new GRU(2)).backwardLayer(new GRU(2))));
    assertEquals("Bidirectional: forward layer and backward layer are expected to have the same value for "
        + "`returnSequences`, got false and true", message(() -> new Bidirectional(new GRU(2))
            .backwardLayer(new GRU(2).goBackwards(true).returnSequences(true))));
  }

  @Test
  void aFileCanNotPutOtherLayersInside() {
    Map<String, Object> wrong = Map.of("class_name", "Bidirectional", "config", Map.of("layer",
        new Dense(2).toPlain()));

    assertEquals("layer: expected a recurrent layer, got Dense",
        message(() -> Layers.catalogue().read(wrong, CustomObjects.none())));
  }

  private static String message(org.junit.jupiter.api.function.Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }

  /** The sign of the sum of a sequence, which no single step tells. */
  @Test
  void aModelOfAllOfThemLearns() {
    Random random = new Random(2);
    float[][] x = new float[256][6];
    float[] y = new float[256];
    for (int i = 0; i < x.length; i++) {
      int sum = 0;
      for (int step = 0; step < 6; step++) {
        x[i][step] = random.nextInt(7);
        sum += (int) x[i][step] - 3;
      }
      y[i] = sum > 0 ? 1 : 0;
    }
    Sequential model = new Sequential(new Embedding(7, 4).embeddingsInitializer(Initializers.get("random_normal"))
        .inputShape(6), new Bidirectional(new GRU(6).returnSequences(true)), new LSTM(6), new Dense(1, "sigmoid"));
    model.seed(1);
    model.compile("adam", "binary_crossentropy", "accuracy");
    model.fit(NDArray.of(x), NDArray.of(y), new FitOptions().epochs(40).batchSize(32).verbose(0));

    assertTrue(model.evaluate(NDArray.of(x), NDArray.of(y)).get("accuracy") > 0.9);
  }
}
