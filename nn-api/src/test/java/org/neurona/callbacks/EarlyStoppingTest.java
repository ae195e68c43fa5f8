package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.neurona.CompileOptions;
import org.neurona.Sequential;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;

class EarlyStoppingTest {
  private final Sequential model = new Sequential(new Input(1), new Dense(1));

  /** Feeds values to a callback until it stops, or all are used up, and returns the epochs that were run. */
  private int epochsUntilStop(EarlyStopping callback, String name, double... values) {
    model.compile(new CompileOptions().optimizer("sgd").loss("mse").metrics("accuracy", "mae"));
    callback.attach(model, new FitParameters(0, values.length, OptionalInt.empty()));
    callback.onTrainBegin();
    int epoch = 0;
    while (epoch < values.length && callback.stoppedEpoch() == 0) {
      callback.onEpochEnd(epoch, Map.of(name, values[epoch]));
      epoch++;
    }
    return epoch;
  }

  @Test
  void stopsAtTheFirstEpochThatIsNotBetterButNeverAtTheFirst() {
    assertEquals(2, epochsUntilStop(new EarlyStopping(), "val_loss", 1, 1, 0, 0));
    assertEquals(3, epochsUntilStop(new EarlyStopping(), "val_loss", Double.NaN, 2, 3, 4));
  }

  @Test
  void patienceWaitsForSoManyEpochsAndForgetsThemWhenSomethingIsBetter() {
    EarlyStopping callback = new EarlyStopping().patience(2);

    assertEquals(6, epochsUntilStop(callback, "val_loss", 5, 6, 4, 3, 3, 3, 1));
    assertEquals(5, callback.stoppedEpoch());
    assertEquals(3, callback.bestEpoch());
    assertEquals(3.0, callback.best());
  }

  @Test
  void lessThanMinDeltaIsNotBetter() {
    assertEquals(3, epochsUntilStop(new EarlyStopping().minDelta(0.5).patience(2), "val_loss", 5, 4.9, 4.8, 4.7));
  }

  @Test
  void autoKnowsWhichWayEachMetricIsBetter() {
    assertEquals(3, epochsUntilStop(new EarlyStopping().monitor("accuracy"), "accuracy", 0.1, 0.2, 0.1, 0.3));
    assertEquals(2, epochsUntilStop(new EarlyStopping().monitor("val_mae"), "val_mae", 0.1, 0.2, 0.1, 0.3));
    assertEquals(2, epochsUntilStop(new EarlyStopping().monitor("x").mode("min"), "x", 1, 2, 3));
    assertEquals(3, epochsUntilStop(new EarlyStopping().monitor("x").mode("max"), "x", 1, 2, 2));
  }

  @Test
  void autoAsksWhereItCannotTell() {
    assertEquals("EarlyStopping callback received monitor=x, but Neurona isn't able to automatically determine whether "
        + "that metric should be maximized or minimized. Pass mode='max' in order to do EarlyStopping based on the "
        + "highest metric value, or pass mode='min' in order to use the lowest value.",
        assertThrows(IllegalArgumentException.class,
            () -> epochsUntilStop(new EarlyStopping().monitor("x"), "x", 1)).getMessage());
  }

  @Test
  void aBaselineThatIsNotReachedStopsToo() {
    assertEquals(3, epochsUntilStop(new EarlyStopping().baseline(0.5).patience(2), "val_loss", 3, 2, 2.5, 2.6));
    assertEquals(4, epochsUntilStop(new EarlyStopping().patience(2), "val_loss", 3, 2, 2.5, 2.6));
  }

  @Test
  void theFirstEpochsCanBeLeftOut() {
    assertEquals(4, epochsUntilStop(new EarlyStopping().startFromEpoch(2), "val_loss", 1, 2, 3, 4));
  }

  @Test
  void aMissingValueDoesNotStop() {
    assertEquals(3, epochsUntilStop(new EarlyStopping(), "loss", 1, 2, 3));
  }

  @Test
  void lambdasAreCalledWithWhatTheCallbackHears() {
    List<String> heard = new ArrayList<>();
    LambdaCallback callback = new LambdaCallback()
        .onTrainBegin(() -> heard.add("begin"))
        .onEpochBegin(epoch -> heard.add("epoch " + epoch))
        .onTrainBatchBegin(batch -> heard.add("batch " + batch))
        .onTrainBatchEnd((batch, logs) -> heard.add("batch " + batch + " " + logs))
        .onEpochEnd((epoch, logs) -> heard.add("epoch " + epoch + " " + logs))
        .onTrainEnd(logs -> heard.add("end " + logs));
    callback.onTrainBegin();
    callback.onEpochBegin(0);
    callback.onTrainBatchBegin(3);
    callback.onTrainBatchEnd(3, Map.of("loss", 2.0));
    callback.onEpochEnd(0, Map.of("loss", 1.0));
    callback.onTrainEnd(Map.of());

    assertEquals(List.of("begin", "epoch 0", "batch 3", "batch 3 {loss=2.0}", "epoch 0 {loss=1.0}", "end {}"), heard);
  }
}
