package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;

/**
 * Ends training when a watched value has stopped getting better. Keras' {@code EarlyStopping}. Defaults: monitor
 * {@code val_loss}, minDelta 0, patience 0, mode {@code auto}, no baseline, weights as they are at the end, from epoch
 * 0.
 */
public final class EarlyStopping extends Callback {
  private static final System.Logger LOG = System.getLogger(EarlyStopping.class.getName());
  private static final Setting<String> MONITOR = Setting.text("monitor", "val_loss");
  private static final Setting<Double> MIN_DELTA = Setting.number("min_delta", 0);
  private static final Setting<Integer> PATIENCE = Setting.of("patience", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("patience", 0).codec(), 0);
  private static final Setting<String> MODE = Setting.oneOf("mode", "auto", Monitor.MODES);
  private static final Setting<Double> BASELINE = Setting.of("baseline", "a number or null", value -> true,
      Setting.number("baseline", 0).codec(), null);
  private static final Setting<Boolean> RESTORE_BEST_WEIGHTS = Setting.flag("restore_best_weights", false);
  private static final Setting<Integer> START_FROM_EPOCH = Setting.integer("start_from_epoch", 0);
  private static final Setting<Integer> VERBOSE = Setting.integer("verbose", 0);

  private Monitor monitor;
  private double best;
  private int bestEpoch;
  private int stoppedEpoch;
  private int wait;
  private List<NDArray> bestWeights;

  /** The callback with Keras' defaults. */
  public EarlyStopping() {
    super(List.of(MONITOR, MIN_DELTA, PATIENCE, VERBOSE, MODE, BASELINE, RESTORE_BEST_WEIGHTS, START_FROM_EPOCH));
  }

  /** Returns a copy that watches another value. */
  public EarlyStopping monitor(String monitor) {
    return with(this, MONITOR, monitor);
  }

  /** Returns a copy for which only a change of more than this is better. */
  public EarlyStopping minDelta(double minDelta) {
    return with(this, MIN_DELTA, Math.abs(minDelta));
  }

  /** Returns a copy that waits for so many epochs without anything better. */
  public EarlyStopping patience(int patience) {
    return with(this, PATIENCE, patience);
  }

  /** Returns a copy for which less is better ({@code min}), more is ({@code max}), or what the metric says. */
  public EarlyStopping mode(String mode) {
    return with(this, MODE, mode);
  }

  /** Returns a copy that also stops if nothing gets better than this; null for none. */
  public EarlyStopping baseline(Double baseline) {
    return with(this, BASELINE, baseline);
  }

  /** Returns a copy that leaves the model with the weights of the best epoch. */
  public EarlyStopping restoreBestWeights(boolean restoreBestWeights) {
    return with(this, RESTORE_BEST_WEIGHTS, restoreBestWeights);
  }

  /** Returns a copy that looks away until this epoch, from 0. */
  public EarlyStopping startFromEpoch(int startFromEpoch) {
    return with(this, START_FROM_EPOCH, startFromEpoch);
  }

  /** Returns a copy that prints when it stops (1) or not (0). */
  public EarlyStopping verbose(int verbose) {
    return with(this, VERBOSE, verbose);
  }

  /** The epoch, from 0, at which training was stopped; 0 if it was not. */
  public int stoppedEpoch() {
    return stoppedEpoch;
  }

  /** The epoch, from 0, with the best value. */
  public int bestEpoch() {
    return bestEpoch;
  }

  /** The best value. */
  public double best() {
    return best;
  }

  @Override
  public void onTrainBegin() {
    monitor = Monitor.of("EarlyStopping", get(MONITOR), get(MODE), model());
    best = monitor.worst();
    bestEpoch = 0;
    stoppedEpoch = 0;
    wait = 0;
    bestWeights = null;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Double value = monitor.value(logs);
    if (value == null) {
      LOG.log(System.Logger.Level.WARNING, "Early stopping conditioned on metric `" + get(MONITOR)
          + "` which is not available. Available metrics are: " + String.join(",", logs.keySet()));
      return;
    }
    if (epoch < get(START_FROM_EPOCH)) {
      return;
    }
    if (get(RESTORE_BEST_WEIGHTS) && bestWeights == null) {
      bestWeights = model().getWeights(); // should nothing ever be better than infinity
      bestEpoch = epoch;
    }
    wait++;
    if (monitor.isImprovement(value, best, get(MIN_DELTA))) {
      noteBest(epoch, value);
      return;
    }
    // As in Keras, the first epoch never stops.
    if (wait >= get(PATIENCE) && epoch > 0) {
      stoppedEpoch = epoch;
      model().stopTraining();
    }
  }

  @Override
  public CallbackState state() {
    CallbackState state = CallbackState.EMPTY.number("best", best).number("best_epoch", bestEpoch)
        .number("stopped_epoch", stoppedEpoch).number("wait", wait);
    return bestWeights == null ? state : state.arrays("best_weights", bestWeights);
  }

  @Override
  public void restore(CallbackState state) {
    best = state.number("best");
    bestEpoch = (int) state.number("best_epoch");
    stoppedEpoch = (int) state.number("stopped_epoch");
    wait = (int) state.number("wait");
    bestWeights = state.arrays().get("best_weights");
  }

  private void noteBest(int epoch, double value) {
    best = value;
    bestEpoch = epoch;
    if (get(RESTORE_BEST_WEIGHTS)) {
      bestWeights = model().getWeights();
    }
    if (get(BASELINE) == null || monitor.isImprovement(value, get(BASELINE), get(MIN_DELTA))) {
      wait = 0;
    }
  }

  @Override
  public void onTrainEnd(Map<String, Double> logs) {
    if (stoppedEpoch > 0 && get(VERBOSE) > 0) {
      System.out.println("Epoch " + (stoppedEpoch + 1) + ": early stopping");
    }
    if (bestWeights != null) {
      if (get(VERBOSE) > 0) {
        System.out.println("Restoring model weights from the end of the best epoch: " + (bestEpoch + 1) + ".");
      }
      model().setWeights(bestWeights);
      bestWeights = null;
    }
  }
}
