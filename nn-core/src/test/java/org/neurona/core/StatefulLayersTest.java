package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.DType;
import org.neurona.EvaluateOptions;
import org.neurona.FitOptions;
import org.neurona.GradientTape;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.data.Dataset;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.GRU;
import org.neurona.layers.Input;
import org.neurona.layers.LSTM;
import org.neurona.layers.Layer;
import org.neurona.layers.SimpleRNN;
import org.neurona.layers.TimeDistributed;
import org.neurona.layers.WeightSpec;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Layers that keep something from one batch to the next: when it changes, who shares it, and what is refused. */
class StatefulLayersTest {
  private static final int ROWS = 4;

  private static NDArray random(int seed, int... dims) {
    return Computed.random(new Random(seed), Shape.of(dims), -1, 1);
  }

  private static NDArray x(int rows) {
    return random(rows, rows, 5, 3);
  }

  private static Sequential model() {
    Sequential model = new Sequential(new Input(5, 3).batchSize(ROWS), new LSTM(2).stateful(true).name("memory"));
    model.compile("sgd", "mse");
    return model;
  }

  private static NDArray y(int rows) {
    return random(1, rows, 2);
  }

  private static EvaluateOptions batches() {
    return new EvaluateOptions().batchSize(ROWS);
  }

  @Test
  void statesAreNoWeights() {
    Sequential model = model();

    assertEquals(3, model.getWeights().size());
    assertEquals(4 * 2 * (3 + 2 + 1), model.countParams());
    assertTrue(model.summaryText().contains("(4, 2)"), model.summaryText());
    assertEquals(List.of(Shape.of(ROWS, 2), Shape.of(ROWS, 2)),
        model.getStates().stream().map(NDArray::shape).toList());
    assertEquals(List.of(NDArray.zeros(ROWS, 2), NDArray.zeros(ROWS, 2)), model.getStates());
  }

  @Test
  void evaluationAndValidationGoOnLikeTraining() {
    Sequential model = model();
    model.predict(x(ROWS));
    List<NDArray> afterOne = model.getStates();
    model.predict(x(ROWS));
    List<NDArray> afterTwo = model.getStates();

    model.resetStates();
    model.evaluate(x(ROWS), y(ROWS));
    assertEquals(afterOne, model.getStates());

    model.resetStates();
    model.trainable(false);
    model.compile("sgd", "mse");
    model.fit(x(ROWS), y(ROWS), new FitOptions().batchSize(ROWS).shuffle(false)
        .validationData(x(ROWS), y(ROWS)).verbose(0));
    assertEquals(afterTwo, model.getStates());
  }

  @Test
  void aLayerIsResetByItselfAndEachEpochByACallback() {
    GRU first = new GRU(3).stateful(true).returnSequences(true);
    Model model = new Sequential(new Input(5, 3).batchSize(ROWS), first, new GRU(2).stateful(true));
    first.resetStates(); // nothing yet
    model.predict(x(ROWS));
    List<NDArray> before = model.getStates();

    first.resetStates();

    assertEquals(NDArray.zeros(ROWS, 3), model.getStates().get(0));
    assertEquals(before.get(1), model.getStates().get(1));

    model.compile("sgd", "mse");
    model.fit(x(ROWS), y(ROWS), new FitOptions().epochs(2).batchSize(ROWS).verbose(0)
        .callbacks(new LambdaCallback().onEpochEnd((epoch, logs) -> model.resetStates())));
    assertEquals(List.of(NDArray.zeros(ROWS, 3), NDArray.zeros(ROWS, 2)), model.getStates());
  }

  @Test
  void statesBelongToTheLayerInWhateverModelsItStands() {
    Layer layer = new SimpleRNN(2).stateful(true);
    Sequential inner = new Sequential(new Input(5, 3).batchSize(ROWS), layer);
    Tensor x = new Input(5, 3).batchSize(ROWS).apply();
    Model outer = new Model(x, new Dense(1).apply(inner.apply(x)));

    outer.predict(x(ROWS));

    assertNotEquals(List.of(NDArray.zeros(ROWS, 2)), inner.getStates());
    assertEquals(inner.getStates(), outer.getStates());
    outer.resetStates();
    assertEquals(List.of(NDArray.zeros(ROWS, 2)), inner.getStates());
  }

  /** As the first of a Sequential model, or where the inner one takes its shape from the outer one. */
  @Test
  void aModelWithinAnotherHandsItsBatchSizeOnOrTakesTheOthers() {
    Sequential inner = new Sequential(new Input(5, 3).batchSize(ROWS), new LSTM(2).stateful(true));
    Sequential outer = new Sequential(inner.asLayer(), new Dense(1));
    assertEquals(Shape.of(ROWS, 1), outer.output().shape());
    assertEquals(Shape.of(ROWS, 1), outer.predict(x(ROWS)).shape());

    Sequential open = new Sequential(new LSTM(2).stateful(true));
    Sequential around = new Sequential(new Input(5, 3).batchSize(ROWS), open.asLayer());
    assertEquals(Shape.of(ROWS, 2), around.predict(x(ROWS)).shape());
    assertEquals(2, open.getStates().size());
  }

  @Test
  void aCopyBeginsAnew() {
    Sequential model = model();
    model.predict(x(ROWS));

    Sequential copy = model.cloneModel();

    assertEquals(List.of(NDArray.zeros(ROWS, 2), NDArray.zeros(ROWS, 2)), copy.getStates());
    copy.setStates(model.getStates());
    assertEquals(model.getStates(), copy.getStates());
  }

  @Test
  void statesThatAreGivenComeBeforeThoseThatWereKept() {
    Tensor x = new Input(5, 3).batchSize(ROWS).apply();
    Tensor first = new Input(2).batchSize(ROWS).apply();
    Model model = new Model(List.of(x, first), List.of(new SimpleRNN(2).stateful(true).apply(x, first)));
    NDArray given = random(9, ROWS, 2);

    NDArray once = model.predict(List.of(x(ROWS), given)).get(0);
    NDArray again = model.predict(List.of(x(ROWS), given)).get(0);

    assertEquals(once, again);
    assertEquals(List.of(again), model.getStates());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aTapeHandsStatesOnFromCallToCallAndGivesTheSameNumbersAgain(String engine) {
    Sequential model = new Sequential(new Input(5, 3).batchSize(ROWS), new GRU(2).stateful(true));
    model.engine(engine);
    NDArray one = model.predict(x(ROWS));
    NDArray two = model.predict(x(ROWS));
    model.resetStates();
    var tape = new GradientTape();
    Tensor x = tape.watch(x(ROWS));
    Tensor first = tape.call(model, x, true);
    Tensor second = tape.call(model, x, false);

    assertTrue(tape.value(first).allClose(one, 1e-6, 1e-6));
    assertTrue(tape.value(second).allClose(two, 1e-6, 1e-6));
    assertTrue(tape.value(first).allClose(one, 1e-6, 1e-6));
    assertTrue(model.getStates().get(0).allClose(two, 1e-6, 1e-6));
  }

  /** Keras runs a layer within TimeDistributed on one step after another. */
  @Test
  void withinTimeDistributedAStepGoesOnWhereTheStepBeforeEnded() {
    LSTM layer = new LSTM(2).stateful(true);
    Model stepwise = new Sequential(new Input(3, 5, 3).batchSize(ROWS), new TimeDistributed(layer));
    Model single = new Sequential(new Input(5, 3).batchSize(ROWS), layer.copy());
    single.setWeights(stepwise.getWeights());
    NDArray steps = random(3, ROWS, 3, 5, 3);

    NDArray all = stepwise.predict(steps);

    for (int step = 0; step < 3; step++) {
      float[][][] rows = new float[ROWS][5][3];
      for (int row = 0; row < ROWS; row++) {
        for (int i = 0; i < 15; i++) {
          rows[row][i / 3][i % 3] = (float) steps.toDoubleArray()[(row * 3 + step) * 15 + i];
        }
      }
      double[] expected = single.predict(NDArray.of(rows)).toDoubleArray();
      for (int row = 0; row < ROWS; row++) {
        assertEquals(expected[2 * row], all.toDoubleArray()[(row * 3 + step) * 2], 1e-6);
      }
    }
  }

  /** Counts the batches that it has seen. */
  private static final class Counter extends Layer {
    Counter() {
      super(List.of());
    }

    @Override
    protected List<WeightSpec> states(List<Shape> inputs, String label) {
      return List.of(WeightSpec.ofState("count", Shape.of()));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      Tensor count = Ops.add(call.weight("count"), 1);
      call.update("count", count);
      return Ops.add(Ops.multiply(x, 0), count);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aLayerOfOnesOwnMayKeepWhatItLikes(String engine) {
    Sequential model = new Sequential(new Input(1), new Counter());
    model.engine(engine);

    assertEquals(NDArray.of(new float[][] {{1}, {1}, {2}}),
        model.predict(NDArray.zeros(3, 1), new EvaluateOptions().batchSize(2)).astype(DType.FLOAT32));
    model.resetStates();
    assertEquals(1, model.predict(NDArray.zeros(1, 1)).toDoubleArray()[0]);
  }

  @Test
  void batchesOfAnotherSizeAreRefusedBeforeAnythingIsComputed() {
    Sequential model = model();
    String rule = ": If an RNN is stateful, the batch size of the input sequences must be the same as the batch size "
        + "of the initial state: 4, that of the model's input. Received: ";

    assertEquals("LSTM \"s\": When using `stateful=true` in a RNN, the batch size must be static. Found dynamic batch "
        + "size: sequence.shape=(None, 5, 8). Give it to the model's input: new Input(...).batchSize(...)",
        message(() -> new LSTM(2).stateful(true).name("s").apply(Input.of(5, 8))));
    assertEquals("predict" + rule + "3 samples in batches of 3", message(() -> model.predict(x(3))));
    assertEquals("predict" + rule + "8 samples in batches of 8", message(() -> model.predict(x(8))));
    assertEquals("evaluate" + rule + "6 samples in batches of 4, the last of which has 2",
        message(() -> model.evaluate(Dataset.of(x(6), y(6)), batches())));
    assertEquals("fit" + rule + "8 samples in batches of 8", message(() -> model.fit(x(8), y(8))));
    assertEquals("fit: validation" + rule + "6 samples in batches of 4, the last of which has 2",
        message(() -> model.fit(x(10), y(10), new FitOptions().batchSize(ROWS).validationSplit(0.6))));
    assertEquals("LSTM \"memory\" expects a batch size of 4, got shape (3, 5, 3). If an RNN is stateful, the batch size "
        + "of the input sequences must be the same as the batch size of the initial state",
        message(() -> model.trainOnBatch(x(3), y(3))));
    assertEquals("setStates: model \"sequential\" keeps states of shapes [(4, 2), (4, 2)]. Received: [(3, 2)]",
        message(() -> model.setStates(List.of(NDArray.zeros(3, 2)))));
    assertEquals("InputLayer: Received an invalid value for batchSize, expected a positive integer or null. Received: "
        + "batchSize=0", message(() -> new Input(2).batchSize(0)));
  }

  @Test
  void withoutStatefulLayersABatchMayHaveAnySize() {
    Sequential model = new Sequential(new Input(5, 3).batchSize(ROWS), new LSTM(2));

    assertEquals(Shape.of(3, 2), model.predict(x(3)).shape());
  }

  @Test
  void anyNumberOfThreadsGivesTheSameBits() {
    assertEquals(statesOn(1), statesOn(3));
  }

  private static List<NDArray> statesOn(int threads) {
    Sequential model = new Sequential(new Input(5, 3).batchSize(40), new GRU(24).stateful(true));
    model.threads(threads);
    model.compile("adam", "mse");
    model.fit(x(160), random(2, 160, 24), new FitOptions().epochs(2).batchSize(40).shuffle(false).verbose(0));
    return model.getStates();
  }

  private static String message(Executable executable) {
    return assertThrows(IllegalArgumentException.class, executable).getMessage();
  }
}
