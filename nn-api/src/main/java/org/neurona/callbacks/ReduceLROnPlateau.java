package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import org.neurona.config.Setting;
import org.neurona.spi.CallbackState;

/**
 * Lowers the learning rate when a watched value has stopped getting better. Keras' {@code ReduceLROnPlateau}; the rate
 * of each epoch is logged as {@code learning_rate}. Defaults: monitor {@code val_loss}, factor 0.1, patience 10, mode
 * {@code auto}, minDelta 1e-4, cooldown 0, minLr 0, silent.
 */
public final class ReduceLROnPlateau extends Callback {
  private static final System.Logger LOG = System.getLogger(ReduceLROnPlateau.class.getName());
  private static final Setting<String> MONITOR = Setting.text("monitor", "val_loss");
  private static final Setting<Double> FACTOR = Setting.of("factor", "a number in (0, 1)",
      value -> value != null && value > 0 && value < 1, Setting.number("factor", 0).codec(), 0.1);
  private static final Setting<Integer> PATIENCE = Setting.of("patience", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("patience", 0).codec(), 10);
  private static final Setting<Integer> VERBOSE = Setting.integer("verbose", 0);
  private static final Setting<String> MODE = Setting.oneOf("mode", "auto", Monitor.MODES);
  private static final Setting<Double> MIN_DELTA = Setting.nonNegative("min_delta", 1e-4);
  private static final Setting<Integer> COOLDOWN = Setting.of("cooldown", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("cooldown", 0).codec(), 0);
  private static final Setting<Double> MIN_LR = Setting.nonNegative("min_lr", 0);

  private Monitor monitor;
  private double best;
  private int wait;
  private int cooling;

  /** The callback with Keras' defaults. */
  public ReduceLROnPlateau() {
    super(List.of(MONITOR, FACTOR, PATIENCE, VERBOSE, MODE, MIN_DELTA, COOLDOWN, MIN_LR));
  }

  /** Returns a copy that watches another value. */
  public ReduceLROnPlateau monitor(String monitor) {
    return with(this, MONITOR, monitor);
  }

  /** Returns a copy that multiplies the rate by another factor, in (0, 1); 0.1 by default. */
  public ReduceLROnPlateau factor(double factor) {
    return with(this, FACTOR, factor);
  }

  /** Returns a copy that waits for so many epochs without anything better; 10 by default. */
  public ReduceLROnPlateau patience(int patience) {
    return with(this, PATIENCE, patience);
  }

  /** Returns a copy for which less is better ({@code min}), more is ({@code max}), or what the metric says. */
  public ReduceLROnPlateau mode(String mode) {
    return with(this, MODE, mode);
  }

  /** Returns a copy for which only a change of more than this is better; 1e-4 by default. */
  public ReduceLROnPlateau minDelta(double minDelta) {
    return with(this, MIN_DELTA, minDelta);
  }

  /** Returns a copy that looks away for so many epochs after the rate was lowered; 0 by default. */
  public ReduceLROnPlateau cooldown(int cooldown) {
    return with(this, COOLDOWN, cooldown);
  }

  /** Returns a copy that never goes below this rate; 0 by default. */
  public ReduceLROnPlateau minLr(double minLr) {
    return with(this, MIN_LR, minLr);
  }

  /** Returns a copy that prints when it lowers the rate (1) or not (0). */
  public ReduceLROnPlateau verbose(int verbose) {
    return with(this, VERBOSE, verbose);
  }

  @Override
  public void onTrainBegin() {
    monitor = Monitor.of("ReduceLROnPlateau", get(MONITOR), get(MODE), model());
    best = monitor.worst();
    wait = 0;
    cooling = 0;
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    Double value = monitor.value(logs);
    if (value == null) {
      LOG.log(System.Logger.Level.WARNING, "Learning rate reduction is conditioned on metric `" + get(MONITOR)
          + "` which is not available. Available metrics are: " + String.join(",", logs.keySet()));
    }
    logs.put("learning_rate", model().learningRate());
    if (value == null) {
      return;
    }
    if (cooling > 0) {
      cooling--;
      wait = 0;
    }
    if (monitor.isImprovement(value, best, get(MIN_DELTA))) {
      best = value;
      wait = 0;
    } else if (cooling == 0) {
      wait++;
      if (wait >= get(PATIENCE)) {
        reduce(epoch);
      }
    }
  }

  @Override
  public CallbackState state() {
    return CallbackState.EMPTY.number("best", best).number("wait", wait).number("cooling", cooling);
  }

  @Override
  public void restore(CallbackState state) {
    best = state.number("best");
    wait = (int) state.number("wait");
    cooling = (int) state.number("cooling");
  }

  private void reduce(int epoch) {
    double before = model().learningRate();
    if (before <= get(MIN_LR)) {
      return;
    }
    double after = Math.max(before * get(FACTOR), get(MIN_LR));
    model().learningRate(after);
    if (get(VERBOSE) > 0) {
      System.out.println("\nEpoch " + (epoch + 1) + ": ReduceLROnPlateau reducing learning rate to " + after + ".");
    }
    cooling = get(COOLDOWN);
    wait = 0;
  }
}
