package org.neurona;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockConstruction;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.InOrder;
import org.mockito.MockedConstruction;
import org.neurona.callbacks.BackupAndRestore;
import org.neurona.callbacks.Callback;
import org.neurona.callbacks.FitParameters;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.callbacks.ProgbarLogger;
import org.neurona.data.Dataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.FitProgress;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.ModelRuntime.BatchMonitor;
import org.neurona.spi.RunningFit;

class CallbackListTest {
  private static final NDArray X = NDArray.zeros(10, 4);
  private static final NDArray Y = NDArray.zeros(10, 1);
  private static final Map<String, Double> LOGS = Map.of("loss", 2.0);
  private static final Map<String, Double> TEST_LOGS = Map.of("loss", 3.0);
  private static final Map<String, Double> EPOCH_LOGS = Map.of("loss", 2.0, "val_loss", 3.0);

  private final Callback first = mock(Callback.class);
  private final Callback second = mock(Callback.class);
  private final RunningFit fit = mock(RunningFit.class);
  private ModelRuntime runtime;
  private Sequential model;

  @BeforeEach
  void build() {
    runtime = MockEngine.runtime();
    when(fit.progress()).thenReturn(new FitProgress(0, 0, 0, false, Map.of(), List.of()));
    model = new Sequential(new Input(4), new Dense(1));
    model.compile("sgd", "mse");
    doAnswer(call -> {
      FitRun.Monitor monitor = call.getArgument(0, FitRun.class).monitor();
      monitor.onFit(fit);
      monitor.onEpochBegin(0);
      monitor.onBatchBegin(0);
      monitor.onBatchEnd(0, LOGS);
      BatchMonitor test = monitor.onTestBegin();
      test.onBatchBegin(0);
      test.onBatchEnd(0, TEST_LOGS);
      monitor.onTestEnd(TEST_LOGS);
      monitor.onEpochEnd(0, EPOCH_LOGS);
      return null;
    }).when(runtime).fit(any());
  }

  @Test
  void everyCallbackHearsOfEachEventBeforeTheNextOneHappens() {
    model.fit(X, Y, new FitOptions().verbose(0).callbacks(first, second));

    InOrder order = inOrder(first, second);
    FitParameters parameters = new FitParameters(0, 1, OptionalInt.of(1));
    List<Callback> both = List.of(first, second);
    both.forEach(callback -> order.verify(callback).attach(model, parameters));
    both.forEach(callback -> order.verify(callback).awaitsEnd());
    both.forEach(callback -> order.verify(callback).onTrainBegin());
    both.forEach(callback -> order.verify(callback).onFit(fit));
    both.forEach(callback -> order.verify(callback).onEpochBegin(0));
    both.forEach(callback -> order.verify(callback).onTrainBatchBegin(0));
    both.forEach(callback -> order.verify(callback).onTrainBatchEnd(0, LOGS));
    both.forEach(callback -> order.verify(callback).onTestBegin());
    both.forEach(callback -> order.verify(callback).onTestBatchBegin(0));
    both.forEach(callback -> order.verify(callback).onTestBatchEnd(0, TEST_LOGS));
    both.forEach(callback -> order.verify(callback).onTestEnd(TEST_LOGS));
    both.forEach(callback -> order.verify(callback).onEpochEnd(0, EPOCH_LOGS));
    both.forEach(callback -> order.verify(callback).onTrainEnd(EPOCH_LOGS));
    verifyNoMoreInteractions(first, second);
  }

  @Test
  void usersCallbacksComeFirstThenTheHistoryThenTheProgressBar() {
    try (MockedConstruction<History> histories = mockConstruction(History.class);
        MockedConstruction<ProgbarLogger> loggers = mockConstruction(ProgbarLogger.class)) {
      model.fit(X, Y, new FitOptions().callbacks(first, second));

      History history = histories.constructed().get(0);
      ProgbarLogger logger = loggers.constructed().get(0);
      InOrder order = inOrder(first, second, history, logger);
      for (Callback callback : List.of(first, second, history, logger)) {
        order.verify(callback).onEpochEnd(0, EPOCH_LOGS);
      }
    }
  }

  @Test
  void withoutVerboseThereIsNoProgressBar() {
    try (MockedConstruction<ProgbarLogger> loggers = mockConstruction(ProgbarLogger.class)) {
      model.fit(X, Y, new FitOptions().verbose(0));

      assertEquals(List.of(), loggers.constructed());
    }
  }

  @Test
  void evaluationTellsOfItsBatches() {
    when(runtime.evaluate(any(), eq(5), any())).thenAnswer(call -> {
      BatchMonitor monitor = call.getArgument(2);
      monitor.onBatchBegin(0);
      monitor.onBatchEnd(0, LOGS);
      return LOGS;
    });
    model.evaluate(Dataset.of(X, Y), new EvaluateOptions().batchSize(5).callbacks(first));

    InOrder order = inOrder(first);
    order.verify(first).attach(model, new FitParameters(0, 1, OptionalInt.of(2)));
    order.verify(first).onTestBegin();
    order.verify(first).onTestBatchBegin(0);
    order.verify(first).onTestBatchEnd(0, LOGS);
    order.verify(first).onTestEnd(LOGS);
    verifyNoMoreInteractions(first);
  }

  @Test
  void predictionTellsOfItsBatches() {
    when(runtime.predict(any(), eq(32), any())).thenAnswer(call -> {
      BatchMonitor monitor = call.getArgument(2);
      monitor.onBatchBegin(0);
      monitor.onBatchEnd(0, Map.of());
      return List.of(Y);
    });
    model.predict(X, new EvaluateOptions().callbacks(first));

    InOrder order = inOrder(first);
    order.verify(first).attach(model, new FitParameters(0, 1, OptionalInt.of(1)));
    order.verify(first).onPredictBegin();
    order.verify(first).onPredictBatchBegin(0);
    order.verify(first).onPredictBatchEnd(0);
    order.verify(first).onPredictEnd();
    verifyNoMoreInteractions(first);
  }

  @Test
  void anExceptionOfACallbackReachesTheCallerAndTrainingDoesNotEndAsIfAllWereWell() {
    RuntimeException failure = new RuntimeException("mine");
    doThrow(failure).when(first).onEpochBegin(anyInt());

    assertSame(failure, assertThrows(RuntimeException.class,
        () -> model.fit(X, Y, new FitOptions().verbose(0).callbacks(first))));
    verify(first, never()).onTrainEnd(any());
  }

  @Test
  void theRunIsAskedToStopWhenTheModelIs() {
    AtomicBoolean stop = new AtomicBoolean();
    CallbackList callbacks = new CallbackList(List.of(), model, new FitParameters(0, 1, OptionalInt.empty()), stop::get);

    assertFalse(callbacks.stopRequested());
    stop.set(true);
    assertTrue(callbacks.stopRequested());
  }

  @Test
  void theEndOfTheProgramIsSeenOnceWhereABatchOrAnEpochEnds() {
    AtomicBoolean shutdown = new AtomicBoolean();
    CallbackList callbacks =
        new CallbackList(List.of(first), model, new FitParameters(0, 1, OptionalInt.empty()), () -> false);
    callbacks.interruptWhen(shutdown::get);

    callbacks.onBatchEnd(0, LOGS);
    shutdown.set(true);
    assertFalse(callbacks.interrupted(), "not between two looks");
    callbacks.onBatchEnd(1, LOGS);
    assertTrue(callbacks.interrupted());
    callbacks.onEpochEnd(0, EPOCH_LOGS);
    InOrder order = inOrder(first);
    order.verify(first).onTrainBatchEnd(1, LOGS);
    order.verify(first).onInterrupt();
  }

  @Test
  void backupsHearOfEverythingLast(@TempDir Path folder) {
    List<String> order = new ArrayList<>();
    CallbackList callbacks = new CallbackList(List.of(new BackupAndRestore(folder), new LambdaCallback()
        .onTrainEnd(logs -> order.add("backup there: " + Files.exists(folder)))), model,
        new FitParameters(0, 1, OptionalInt.empty()), () -> false);
    callbacks.onTrainEnd();
    assertEquals(List.of("backup there: true"), order);
    assertFalse(Files.exists(folder), "removed after the other callback was told");
  }
}
