package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.mockito.Mockito;
import org.neurona.callbacks.Callback;
import org.neurona.data.Batch;
import org.neurona.data.Dataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.spi.Compilation;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;

/** What the API itself does, with an engine that only notes what it is asked for. */
class ModelTest {
  private static final NDArray X = NDArray.zeros(10, 4);
  private static final NDArray Y = NDArray.zeros(10, 1);
  private static final FitOptions SILENT = new FitOptions().verbose(0);

  private ModelRuntime runtime;
  private Sequential model;

  @BeforeEach
  void build() {
    runtime = MockEngine.runtime();
    model = new Sequential(new Input(4), new Dense(3).name("hidden"), new Dense(1).name("out"));
    model.compile("sgd", "mse", "mae");
  }

  private static String message(Class<? extends Exception> type, Executable call) {
    return assertThrows(type, call).getMessage();
  }

  private FitRun fitted() {
    ArgumentCaptor<FitRun> run = ArgumentCaptor.forClass(FitRun.class);
    verify(runtime).fit(run.capture());
    return run.getValue();
  }

  @Test
  void fitPassesItsOptionsOn() {
    model.fit(X, Y, SILENT.epochs(7).initialEpoch(2).batchSize(5).shuffle(false).validationData(X, Y));

    FitRun run = fitted();
    assertEquals(List.of(7, 2, 5, 5), List.of(run.epochs(), run.initialEpoch(), run.batchSize(),
        run.validationBatchSize()));
    assertFalse(run.shuffle());
    assertEquals(OptionalInt.of(10), run.training().rows());
    assertEquals(OptionalInt.of(10), run.validation().rows());
  }

  @Test
  void validationSplitTakesTheLastRows() {
    model.fit(X, Y, SILENT.validationSplit(0.25));

    assertEquals(OptionalInt.of(7), fitted().training().rows());
    assertEquals(OptionalInt.of(3), fitted().validation().rows());
  }

  @Test
  void aSplitThatLeavesNothingIsRefused() {
    assertEquals("Training data contains 1 samples, which is not sufficient to split it into a validation and training "
        + "set as specified by validationSplit=0.1. Either provide more data, or a different value for the "
        + "validationSplit argument.", message(IllegalArgumentException.class,
            () -> model.fit(X.slice(0, 1), Y.slice(0, 1), SILENT.validationSplit(0.1))));
  }

  @Test
  void onlyArraysCanBeSplit() {
    Dataset data = mock(Dataset.class);
    when(data.rows()).thenReturn(OptionalInt.of(10));

    assertTrue(message(IllegalArgumentException.class, () -> model.fit(data, SILENT.validationSplit(0.5)))
        .startsWith("`validationSplit` is only supported for arrays in memory. Received: Dataset"));
  }

  @Test
  void callbacksComeBeforeHistoryAndTheSameLogsReachAll() {
    Callback first = mock(Callback.class);
    Callback second = mock(Callback.class);
    doAnswer(call -> {
      FitRun.Monitor monitor = call.getArgument(0, FitRun.class).monitor();
      monitor.onEpochBegin(0);
      monitor.onBatchBegin(0);
      monitor.onBatchEnd(0, Map.of("loss", 2.0));
      monitor.onTestBegin().onBatchEnd(0, Map.of("loss", 3.0));
      monitor.onTestEnd(Map.of("loss", 3.0));
      monitor.onEpochEnd(0, Map.of("loss", 2.0, "val_loss", 3.0));
      return null;
    }).when(runtime).fit(any());

    History history = model.fit(X, Y, SILENT.callbacks(first, second));

    InOrder order = inOrder(first, second);
    for (Callback callback : List.of(first, second)) {
      order.verify(callback).onTrainBegin();
    }
    order.verify(first).onEpochBegin(0);
    order.verify(second).onEpochBegin(0);
    order.verify(first).onTrainBatchBegin(0);
    order.verify(first).onTrainBatchEnd(0, Map.of("loss", 2.0));
    order.verify(first).onTestBegin();
    order.verify(first).onTestBatchEnd(0, Map.of("loss", 3.0));
    order.verify(second).onTestBatchEnd(0, Map.of("loss", 3.0));
    order.verify(first).onTestEnd(Map.of("loss", 3.0));
    order.verify(first).onEpochEnd(0, Map.of("loss", 2.0, "val_loss", 3.0));
    order.verify(second).onEpochEnd(0, Map.of("loss", 2.0, "val_loss", 3.0));
    order.verify(first).onTrainEnd(Map.of("loss", 2.0, "val_loss", 3.0));
    assertEquals(Map.of("loss", List.of(2.0), "val_loss", List.of(3.0)), history.history());
    assertEquals(List.of(0), history.epochs());
    assertEquals("History has no \"accuracy\". Known: loss, val_loss",
        message(IllegalArgumentException.class, () -> history.get("accuracy")));
    assertSame(history, model.history());
  }

  @Test
  void anExceptionOfACallbackReachesTheCallerAndTrainingDoesNotEndAsIfAllWereWell() {
    RuntimeException failure = new RuntimeException("mine");
    Callback callback = mock(Callback.class);
    Mockito.doThrow(failure).when(callback).onEpochBegin(anyInt());
    doAnswer(call -> {
      call.getArgument(0, FitRun.class).monitor().onEpochBegin(0);
      return null;
    }).when(runtime).fit(any());

    assertSame(failure, assertThrows(RuntimeException.class, () -> model.fit(X, Y, SILENT.callbacks(callback))));
    verify(callback, never()).onTrainEnd(any());
  }

  @Test
  void stopTrainingReachesTheRun() {
    doAnswer(call -> {
      FitRun.Monitor monitor = call.getArgument(0, FitRun.class).monitor();
      assertFalse(monitor.stopRequested());
      model.stopTraining();
      assertTrue(monitor.stopRequested());
      return null;
    }).when(runtime).fit(any());
    model.fit(X, Y, SILENT);
    model.stopTraining();

    model.fit(X, Y, SILENT);
  }

  @Test
  void theCompilationNamesLossesAndMetricsByOutput() {
    var input = Input.of(4);
    Model two = new Model(List.of(input),
        List.of(new Dense(1).name("a").apply(input), new Dense(1).name("b").apply(input)));
    two.compile(new CompileOptions().optimizer("adam").loss("mse").lossWeight("b", 0.5).metrics("mae")
        .outputMetrics("b", "mse"));
    two.getWeights();

    ArgumentCaptor<Compilation> compilation = ArgumentCaptor.forClass(Compilation.class);
    verify(runtime).compile(compilation.capture());
    assertEquals(List.of("a_loss", "b_loss"),
        compilation.getValue().outputs().stream().map(Compilation.Target::lossLog).toList());
    assertEquals(List.of(1.0, 0.5),
        compilation.getValue().outputs().stream().map(Compilation.Target::lossWeight).toList());
    assertEquals(List.of("b_mae", "b_mse"),
        compilation.getValue().outputs().get(1).metrics().stream().map(Compilation.NamedMetric::name).toList());
    assertEquals("compile: the model has no output \"c\". Known: a, b", message(IllegalArgumentException.class,
        () -> two.compile(new CompileOptions().loss("c", "mse"))));
    assertEquals("No loss to compute. Provide a `loss` argument in `compile()`.",
        message(IllegalArgumentException.class, () -> two.compile(new CompileOptions())));
  }

  @Test
  void weightsMustBeThoseOfTheModel() {
    assertEquals("You called `setWeights(weights)` on model 'sequential' with a weight list of length 1, but the model "
        + "was expecting 4 weights.", message(IllegalArgumentException.class, () -> model.setWeights(List.of(X))));
    NDArray kernel = NDArray.zeros(4, 3);
    NDArray bias = NDArray.zeros(3);
    assertEquals("Layer hidden weight kernel of shape (4, 3) is not compatible with provided weight shape (3, 4).",
        message(IllegalArgumentException.class,
            () -> model.setWeights(List.of(NDArray.zeros(3, 4), bias, NDArray.zeros(3, 1), NDArray.zeros(1)))));
    assertEquals("You called `setWeights(weights)` on layer 'hidden' with a weight list of length 1, but the layer was "
        + "expecting 2 weights.",
        message(IllegalArgumentException.class, () -> model.setWeights("hidden", List.of(kernel))));
    assertEquals("No such layer: none. Existing layers are: input_layer, hidden, out",
        message(IllegalArgumentException.class, () -> model.getWeights("none")));
    verify(runtime, never()).setWeights(any());
  }

  @Test
  void oneLayersWeightsAreAStretchOfAll() {
    List<NDArray> all = List.of(NDArray.zeros(4, 3), NDArray.zeros(3), NDArray.full(Shape.of(3, 1), 2),
        NDArray.zeros(1));
    when(runtime.weights()).thenReturn(all);

    assertEquals(all.subList(2, 4), model.getWeights("out"));
    model.setWeights("hidden", List.of(NDArray.full(Shape.of(4, 3), 1), NDArray.zeros(3)));

    verify(runtime).setWeights(List.of(NDArray.full(Shape.of(4, 3), 1), NDArray.zeros(3), all.get(2), all.get(3)));
  }

  @Test
  void seedEngineAndThreadsAreSetBeforeTheFirstUse() {
    model.seed(5).engine("scalar").threads(1).getWeights();

    verify(MockEngine.provider()).engine("scalar", 1);
    verify(MockEngine.provider().engine("scalar", 1)).build(model.graph(), 5);
    assertEquals("seed must be set before the model's weights get their first values",
        message(IllegalStateException.class, () -> model.seed(6)));
    assertEquals("engine must be set before the model's weights get their first values",
        message(IllegalStateException.class, () -> model.engine("simd")));
    assertEquals("threads must be set before the model's weights get their first values",
        message(IllegalStateException.class, () -> model.threads(2)));
  }

  @Test
  void evaluateAndPredictGoToTheEngine() {
    when(runtime.evaluate(any(), anyInt(), any())).thenReturn(Map.of("loss", 1.0));
    when(runtime.predict(any(), anyInt(), any())).thenReturn(List.of(Y));

    assertEquals(Map.of("loss", 1.0), model.evaluate(X, Y));
    assertEquals(Y, model.predict(X));
  }

  @Test
  void aBatchThatIsAlmostOfTheRightShapeIsTaken() {
    Model column = new Sequential(new Input(1), new Dense(1));
    column.compile("sgd", "mse");
    column.trainOnBatch(NDArray.of(1f, 2f, 3f), NDArray.of(1f, 2f, 3f));

    ArgumentCaptor<Batch> batch = ArgumentCaptor.forClass(Batch.class);
    verify(runtime).trainOnBatch(batch.capture());
    assertEquals(Shape.of(3, 1), batch.getValue().x().get(0).shape());
  }

  @Test
  void aSequentialModelIsBuiltByItsFirstData() {
    Sequential open = new Sequential(new Flatten(), new Dense(2));
    assertFalse(open.isBuilt());
    assertEquals("getWeights: model \"sequential\" has no weights yet, for the shape of its input is not known. Start it "
        + "with new Input(...), or call build(...) or fit(...) first",
        message(IllegalStateException.class, open::getWeights));
    open.compile("sgd", "mse");

    open.fit(NDArray.zeros(5, 2, 3), NDArray.zeros(5, 2), SILENT);

    assertEquals(6 * 2 + 2, open.countParams());
    assertEquals("A layer can't be added to model \"sequential\": it has weights already",
        message(IllegalStateException.class, () -> open.add(new Dense(1))));
  }

  @Test
  void aSequentialModelNeedsLayersAndItsInputFirst() {
    assertEquals("Sequential model sequential cannot be built because it has no layers. Call `model.add(layer)`.",
        message(IllegalStateException.class, () -> new Sequential().build(3)));
    assertEquals("Sequential model 'sequential' has layers already: an Input comes first",
        message(IllegalArgumentException.class, () -> new Sequential(new Dense(1), new Input(3))));
  }

  @Test
  void nothingIsThereBeforeItWasMade() {
    assertNull(model.history());
    assertNull(new Sequential().compileOptions());
  }

  @Test
  void optionsRefuseWhatMakesNoSense() {
    assertEquals("Received an invalid value for epochs, expected a positive integer. Received: epochs=0",
        message(IllegalArgumentException.class, () -> new FitOptions().epochs(0)));
    assertEquals("Received an invalid value for batchSize, expected a positive integer. Received: batchSize=-1",
        message(IllegalArgumentException.class, () -> new FitOptions().batchSize(-1)));
    assertEquals("fit: validationSplit must be in [0, 1). Received: validationSplit=1.0",
        message(IllegalArgumentException.class, () -> new FitOptions().validationSplit(1)));
    assertEquals("fit: initialEpoch must be >= 0. Received: initialEpoch=-1",
        message(IllegalArgumentException.class, () -> new FitOptions().initialEpoch(-1)));
    assertEquals("fit: verbose must be 0, 1 or 2. Received: verbose=3",
        message(IllegalArgumentException.class, () -> new FitOptions().verbose(3)));
    assertEquals("evaluate: verbose must be 0, 1 or 2. Received: verbose=3",
        message(IllegalArgumentException.class, () -> new EvaluateOptions().verbose(3)));
    assertEquals("threads must be >= 0. Received: threads=-1",
        message(IllegalArgumentException.class, () -> new Sequential().threads(-1)));
  }
}
