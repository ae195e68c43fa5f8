package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.mockito.ArgumentMatchers.anyDouble;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.when;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neurona.CompileOptions;
import org.neurona.LogCapture;
import org.neurona.MockEngine;
import org.neurona.Sequential;
import org.neurona.StandardOutput;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.spi.ModelRuntime;

/** Callbacks that change the learning rate, over scripted epochs. */
class LearningRateCallbacksTest {
  private final double[] rate = {1};
  private Sequential model;

  @BeforeEach
  void aModelWhoseRateCanBeSet() {
    ModelRuntime runtime = MockEngine.runtime();
    when(runtime.learningRate()).thenAnswer(call -> rate[0]);
    doAnswer(call -> rate[0] = call.getArgument(0)).when(runtime).setLearningRate(anyDouble());
    model = new Sequential(new Input(1), new Dense(1));
    model.compile(new CompileOptions().optimizer("sgd").loss("mse").metrics("accuracy"));
  }

  /** The logged rate of each epoch, for the values that are watched. */
  private List<Double> rates(Callback callback, String name, double... values) {
    callback.attach(model, new FitParameters(0, values.length, OptionalInt.empty()));
    callback.onTrainBegin();
    List<Double> rates = new ArrayList<>();
    for (int epoch = 0; epoch < values.length; epoch++) {
      Map<String, Double> logs = new TreeMap<>(Map.of(name, values[epoch]));
      callback.onEpochBegin(epoch);
      callback.onEpochEnd(epoch, logs);
      rates.add(logs.get("learning_rate"));
    }
    return rates;
  }

  @Test
  void thePlateauIsLeftAfterPatienceEpochsAndCountsAnew() {
    ReduceLROnPlateau callback = new ReduceLROnPlateau().patience(2).factor(0.5);

    // The rate is logged as it was during the epoch.
    assertEquals(List.of(1.0, 1.0, 1.0, 0.5, 0.5, 0.25), rates(callback, "val_loss", 3, 3, 3, 3, 3, 2));
    assertEquals(0.25, rate[0]);
  }

  @Test
  void lessThanMinDeltaIsNoImprovementAndMoreIsByTheMetricsDirection() {
    assertEquals(List.of(1.0, 1.0, 0.1),
        rates(new ReduceLROnPlateau().patience(1).monitor("accuracy"), "accuracy", 0.5, 0.50005, 0.6));
    rate[0] = 1;
    assertEquals(List.of(1.0, 1.0, 1.0),
        rates(new ReduceLROnPlateau().patience(1).minDelta(0).monitor("accuracy"), "accuracy", 0.5, 0.50005, 0.6));
  }

  @Test
  void nothingIsCountedWhileItCoolsDown() {
    ReduceLROnPlateau callback = new ReduceLROnPlateau().patience(1).factor(0.5).cooldown(2);

    // Lowered in epoch 1; epoch 2 cools, epoch 3 ends the cooling and counts again.
    assertEquals(List.of(1.0, 1.0, 0.5, 0.5, 0.25), rates(callback, "val_loss", 3, 3, 3, 3, 3));
  }

  @Test
  void theRateNeverGoesBelowItsMinimum() {
    ReduceLROnPlateau callback = new ReduceLROnPlateau().patience(1).factor(0.5).minLr(0.4);

    assertEquals(List.of(1.0, 1.0, 0.5, 0.4, 0.4), rates(callback, "val_loss", 3, 3, 3, 3, 3));
  }

  @Test
  void itSaysWhatItDoesOnlyWhenAsked() {
    assertEquals("\nEpoch 2: ReduceLROnPlateau reducing learning rate to 0.5.\n", StandardOutput.of(() ->
        rates(new ReduceLROnPlateau().patience(1).factor(0.5).verbose(1), "val_loss", 3, 3)));
    assertEquals("", StandardOutput.of(() -> rates(new ReduceLROnPlateau().patience(1), "val_loss", 3, 3)));
  }

  @Test
  void aValueThatIsNotThereIsWarnedOf() {
    assertEquals(List.of("Learning rate reduction is conditioned on metric `val_loss` which is not available. "
        + "Available metrics are: loss"), LogCapture.of(() -> rates(new ReduceLROnPlateau(), "loss", 3)));
    assertThrows(IllegalArgumentException.class, () -> new ReduceLROnPlateau().factor(1));
  }

  @Test
  void aScheduleSetsTheRateOfEachEpoch() {
    LearningRateScheduler halves = new LearningRateScheduler((epoch, before) -> epoch < 2 ? before : before / 2);

    assertEquals(List.of(1.0, 1.0, 0.5, 0.25), rates(halves, "loss", 0, 0, 0, 0));
    assertEquals(List.of(0.0, 0.5), rates(LearningRateScheduler.of(epoch -> epoch * 0.5), "loss", 0, 0));
    assertEquals("\nEpoch 1: LearningRateScheduler setting learning rate to 0.25.\n", StandardOutput.of(() ->
        rates(LearningRateScheduler.of(epoch -> 0.25).verbose(1), "loss", 0)));
  }

  @Test
  void aScheduleThatGivesNoRateIsNamed() {
    assertEquals("LearningRateScheduler: the schedule should give a finite number >= 0. Received NaN for epoch 0",
        assertThrows(IllegalStateException.class,
            () -> rates(LearningRateScheduler.of(epoch -> Double.NaN), "loss", 0)).getMessage());
  }
}
