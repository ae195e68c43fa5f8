package org.neurona.callbacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.neurona.CompileOptions;
import org.neurona.LogCapture;
import org.neurona.MockEngine;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.StandardOutput;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.metrics.AUC;
import org.neurona.metrics.F1Score;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.ops.Tensor;
import org.neurona.spi.Compilation.NamedMetric;
import org.neurona.spi.ModelRuntime;

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
        + "that metric should be maximized or minimized. Pass `mode='max'` in order to monitor based on the highest "
        + "metric value, or pass `mode='min'` in order to use the lowest value.",
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
  void aMissingValueIsSaid() {
    assertEquals(List.of("Early stopping conditioned on metric `val_loss` which is not available. Available metrics "
        + "are: loss"), LogCapture.of(() -> epochsUntilStop(new EarlyStopping(), "loss", 1)));
  }

  /** How many epochs there are for values that rise, then fall; 3 where more is better, 2 where less is. */
  private static int epochsOfRiseAndFall(Model model, String name) {
    EarlyStopping callback = new EarlyStopping().monitor(name);
    callback.attach(model, new FitParameters(0, 4, OptionalInt.empty()));
    callback.onTrainBegin();
    int epoch = 0;
    for (double value : new double[] {0.1, 0.2, 0.1, 0.1}) {
      if (callback.stoppedEpoch() == 0) {
        callback.onEpochEnd(epoch++, Map.of(name, value));
      }
    }
    return epoch;
  }

  @Test
  void aMetricOfOneOutputHasTheOutputsNameBeforeItsOwn() {
    Tensor x = Input.of(2);
    Model two = new Model(List.of(x), List.of(new Dense(1).name("a").apply(x), new Dense(1).name("b").apply(x)));
    two.compile(new CompileOptions().loss("mse").metrics("accuracy").outputWeightedMetrics("b", "mae", "auc"));

    assertEquals(3, epochsOfRiseAndFall(two, "val_b_accuracy"));
    assertEquals(3, epochsOfRiseAndFall(two, "b_auc"));
    assertEquals(2, epochsOfRiseAndFall(two, "b_mae"));
    assertEquals(2, epochsOfRiseAndFall(two, "b_loss"));
  }

  @Test
  void aMetricIsWatchedUnderTheNameThatLogsHave() {
    model.compile(new CompileOptions().loss("mse").metrics(new AUC(), new AUC().curve("PR"), new F1Score())
        .weightedMetrics("auc"));

    assertEquals(3, epochsOfRiseAndFall(model, "auc_1"));
    assertEquals(3, epochsOfRiseAndFall(model, "weighted_auc"));
    assertEquals(3, epochsOfRiseAndFall(model, "val_f1_score_class_0"));
  }

  @Test
  void autoAsksAboutAMetricOfOnesOwnThatDoesNotSay() {
    model.compile(new CompileOptions().loss("mse").metrics(Metric.of("mine", (t, a) -> a)));

    assertTrue(assertThrows(IllegalArgumentException.class, () -> epochsOfRiseAndFall(model, "mine")).getMessage()
        .startsWith("EarlyStopping callback received monitor=mine, but Neurona isn't able to"));
  }

  @Test
  void aMetricOfExactlyThatNameComesBeforeOneThatBeginsLikeIt() {
    model.compile(new CompileOptions().optimizer("sgd").loss("mse").named("", List.of(
        new NamedMetric("score", Metrics.get("mae")), new NamedMetric("score_top", Metrics.get("accuracy")))));

    assertEquals(3, epochsOfRiseAndFall(model, "score_top"));
    assertEquals(2, epochsOfRiseAndFall(model, "score"));
  }

  @Test
  void theBestWeightsComeBackHoweverTrainingEnds() {
    ModelRuntime runtime = MockEngine.runtime();
    List<NDArray> best = List.of(NDArray.zeros(1, 1), NDArray.zeros(1));
    List<NDArray> later = List.of(NDArray.full(Shape.of(1, 1), 1), NDArray.zeros(1));
    when(runtime.weights()).thenReturn(best).thenReturn(best).thenReturn(later);
    EarlyStopping callback = new EarlyStopping().patience(9).restoreBestWeights(true).verbose(1);

    assertEquals(2, epochsUntilStop(callback, "val_loss", 1, 2));
    assertEquals("Restoring model weights from the end of the best epoch: 1.\n",
        StandardOutput.of(() -> callback.onTrainEnd(Map.of())));
    verify(runtime).setWeights(best);
  }

  @Test
  void sayingWhenItStoppedIsForVerboseOnly() {
    EarlyStopping silent = new EarlyStopping();
    EarlyStopping loud = new EarlyStopping().verbose(1);
    epochsUntilStop(silent, "val_loss", 1, 2, 3);
    epochsUntilStop(loud, "val_loss", 1, 2, 3);

    assertEquals("", StandardOutput.of(() -> silent.onTrainEnd(Map.of())));
    assertEquals("Epoch 2: early stopping\n", StandardOutput.of(() -> loud.onTrainEnd(Map.of())));
  }

  @Test
  void eachRunStartsAfresh() {
    EarlyStopping callback = new EarlyStopping();

    assertEquals(2, epochsUntilStop(callback, "val_loss", 1, 2, 3));
    assertEquals(3, epochsUntilStop(callback, "val_loss", 9, 8, 8));
    assertEquals(8.0, callback.best());
    assertEquals(2, callback.stoppedEpoch());
    assertEquals(1, callback.bestEpoch());
  }

  @Test
  void settingsAreThoseOfKeras() {
    assertEquals("{monitor=val_loss, min_delta=0.0, patience=0, verbose=0, mode=auto, baseline=null, "
        + "restore_best_weights=false, start_from_epoch=0}", new EarlyStopping().config().toMap().toString());
    assertEquals("EarlyStopping: Received an invalid value for mode, expected one of auto, min, max. Received: mode=up",
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping().mode("up")).getMessage());
    assertEquals("EarlyStopping: Received an invalid value for patience, expected an integer >= 0. Received: "
        + "patience=-1",
        assertThrows(IllegalArgumentException.class, () -> new EarlyStopping().patience(-1)).getMessage());
  }
}
