package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.neurona.data.Batch;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.LayerState;
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
    verify(runtime, times(2)).fit(any());
  }

  @Test
  void evaluatingWithinFitDoesNotTakeAStopBack() {
    doAnswer(call -> {
      model.stopTraining();
      model.evaluate(X, Y);
      model.predict(X);
      assertTrue(call.getArgument(0, FitRun.class).monitor().stopRequested());
      return null;
    }).when(runtime).fit(any());
    when(runtime.predict(any(), anyInt(), any())).thenReturn(List.of(Y));

    model.fit(X, Y, SILENT);
    verify(runtime).evaluate(any(), anyInt(), any());
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
    verify(runtime).evaluate(any(), eq(32), any());
    verify(runtime).predict(any(), eq(32), any());
  }

  @Test
  void severalOutputsArePredictedAsAList() {
    var input = Input.of(4);
    Model two = new Model(List.of(input), List.of(new Dense(1).apply(input), new Dense(1).apply(input)));
    when(runtime.predict(any(), anyInt(), any())).thenReturn(List.of(Y, Y));

    assertEquals(List.of(Y, Y), two.predict(List.of(X)));
    assertEquals("The model has 2 outputs: use predict(List)",
        message(IllegalStateException.class, () -> two.predict(X)));
  }

  @Test
  void compilingAnewReachesTheEngine() {
    model.getWeights();
    model.compile("adam", "mae");

    verify(runtime, times(2)).compile(any(), any());
  }

  @Test
  void theNumberOfThreadsIsNotNegative() {
    assertEquals("threads must be >= 0. Received: threads=-1",
        message(IllegalArgumentException.class, () -> new Sequential().threads(-1)));
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
  void nothingIsThereBeforeItWasMade() {
    assertNull(model.history());
    assertNull(new Sequential().compileOptions());
  }

  @Test
  void dataCanBeGivenByTheNamesOfInputsAndOutputs() {
    var left = new Input(4).name("left").apply();
    var right = new Input(1).name("right").apply();
    Model two = new Model(List.of(left, right),
        List.of(new Dense(1).name("a").apply(left), new Dense(2).name("b").apply(right)));
    NDArray column = NDArray.zeros(10, 1);
    NDArray pair = NDArray.zeros(10, 2);
    Map<String, NDArray> x = Map.of("right", column, "left", X);
    Map<String, NDArray> y = Map.of("b", pair, "a", Y);
    when(runtime.predict(any(), anyInt(), any())).thenReturn(List.of(Y, pair));

    assertEquals(List.of(X, column), two.named(x, y).xs());
    assertEquals(List.of(Y, pair), two.named(x, y).ys());
    assertEquals(Map.of("a", Y, "b", pair), two.predict(x));
    two.compile("sgd", "mse");
    two.fit(x, y, SILENT);
    two.evaluate(x, y);
    verify(runtime).fit(any());
    verify(runtime).evaluate(any(), anyInt(), any());
    assertEquals("x: the model has no input \"a\". Known: left, right",
        message(IllegalArgumentException.class, () -> two.fit(y, y, SILENT)));
    assertEquals("y: there is no array for output \"b\". Received: a",
        message(IllegalArgumentException.class, () -> two.fit(x, Map.of("a", Y), SILENT)));
    assertEquals("compile: the model has no output \"left\". Known: a, b", message(IllegalArgumentException.class,
        () -> two.compile(new CompileOptions().loss("a", "mse").lossWeight("left", 2))));
    assertEquals("compile: the model has no output \"c\". Known: a, b", message(IllegalArgumentException.class,
        () -> two.compile(new CompileOptions().loss("a", "mse").outputMetrics("c", "mae"))));
  }

  @Test
  void severalOutputsOfOneLayerHaveNamesOfTheirOwn() {
    var input = Input.of(4);
    Model inside = new Model(List.of(input), List.of(new Dense(1).apply(input), new Dense(1).apply(input)));
    Model outside = new Model(List.of(input), inside.name("inside").applyAll(input));
    when(runtime.predict(any(), anyInt(), any())).thenReturn(List.of(X, Y));

    assertEquals(Map.of("inside", X, "inside_1", Y), outside.predict(Map.of("input_layer", X)));
    outside.compile(new CompileOptions().loss("inside", "mse").loss("inside_1", "mae"));
  }

  @Test
  void freezingIsSaidToEachLayerAndToldToTheEngineWhenTheModelIsCompiled() {
    assertTrue(model.trainable());
    model.trainable(false);
    assertFalse(model.isTrainable("hidden"));
    assertTrue(model.trainableChanged());
    model.trainable(true).setTrainable("hidden", false);
    model.compile("sgd", "mse");
    assertFalse(model.trainableChanged());
    model.getWeights();

    verify(runtime).compile(any(), eq(Set.of(LayerState.of(model.getLayer("hidden")))));
    assertEquals("No such layer: none. Existing layers are: input_layer, hidden, out",
        message(IllegalArgumentException.class, () -> model.setTrainable("none", false)));
  }
}
