package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurona.FitOptions;
import org.neurona.MockEngine;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.StandardOutput;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.FitProgress;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;
import org.neurona.spi.RunningFit;

class TerminateOnNaNTest {
  private final RunningFit fit = mock(RunningFit.class);

  @BeforeEach
  void findTheLayer() {
    when(fit.progress()).thenReturn(new FitProgress(0, 0, 0, false, Map.of(), List.of()));
    when(fit.firstNotFinite()).thenReturn(Optional.of("the output of layer 'dense'"));
  }

  /** Tells a callback of batches with these losses, and returns how many there were until it stopped. */
  private int batchesUntilStop(TerminateOnNaN callback, double... losses) {
    ModelRuntime runtime = MockEngine.runtime();
    int[] batches = new int[1];
    doAnswer(call -> {
      FitRun.Monitor monitor = ((FitRun) call.getArgument(0)).monitor();
      monitor.onFit(fit);
      while (batches[0] < losses.length && !monitor.stopRequested()) {
        monitor.onBatchEnd(batches[0], Map.of("loss", losses[batches[0]]));
        batches[0]++;
      }
      return null;
    }).when(runtime).fit(any());
    Sequential model = new Sequential(new Input(1), new Dense(1));
    model.compile("sgd", "mse");
    NDArray one = NDArray.of(new double[][] {{1}});
    model.fit(one, one, new FitOptions().verbose(0).callbacks(callback));
    return batches[0];
  }

  @Test
  void trainingStopsAtTheFirstLossThatIsNotFinite() {
    int[] batches = new int[1];
    assertEquals("NaN or Inf loss encountered at batch 2. Loss value: nan. Terminating training immediately. "
        + "First seen in the output of layer 'dense'.\n",
        StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), 1, 2, Double.NaN, 3)));
    assertEquals(3, batches[0]);
    verify(fit).guardWeights();
    StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), Double.POSITIVE_INFINITY, 3));
    assertEquals(1, batches[0]);
    assertEquals("", StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), 1, 2, 3)));
    assertEquals(3, batches[0]);
  }

  @Test
  void anErrorReachesTheCallerWhereAsked() {
    assertEquals("NaN or Inf loss encountered at batch 1. Loss value: -inf. Terminating training immediately. "
        + "First seen in the output of layer 'dense'.",
        assertThrows(ArithmeticException.class, () -> batchesUntilStop(new TerminateOnNaN().raiseError(true), 1,
            Double.NEGATIVE_INFINITY)).getMessage());
  }
}
