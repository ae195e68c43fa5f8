package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurona.FitOptions;
import org.neurona.MockEngine;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.StandardOutput;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.FitRun;
import org.neurona.spi.ModelRuntime;

class TerminateOnNaNTest {
  /** Tells a callback of batches with these losses, and returns how many there were until it stopped. */
  private int batchesUntilStop(TerminateOnNaN callback, double... losses) {
    ModelRuntime runtime = MockEngine.runtime();
    int[] batches = new int[1];
    doAnswer(call -> {
      FitRun.Monitor monitor = ((FitRun) call.getArgument(0)).monitor();
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
    assertEquals("NaN or Inf loss encountered at batch 2. Loss value: NaN. Terminating training immediately.\n",
        StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), 1, 2, Double.NaN, 3)));
    assertEquals(3, batches[0]);
    StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), Double.POSITIVE_INFINITY, 3));
    assertEquals(1, batches[0]);
    assertEquals("", StandardOutput.of(() -> batches[0] = batchesUntilStop(new TerminateOnNaN(), 1, 2, 3)));
    assertEquals(3, batches[0]);
  }

  @Test
  void anErrorReachesTheCallerWhereAsked() {
    assertEquals("NaN or Inf loss encountered at batch 1. Loss value: Infinity. Terminating training immediately.",
        assertThrows(ArithmeticException.class, () -> batchesUntilStop(new TerminateOnNaN().raiseError(true), 1,
            Double.POSITIVE_INFINITY)).getMessage());
  }
}
