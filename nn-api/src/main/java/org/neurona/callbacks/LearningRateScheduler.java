package org.neurona.callbacks;

import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.neurona.config.Setting;

/**
 * Sets the learning rate at the start of each epoch. Keras' {@code LearningRateScheduler}; the rate of each epoch is
 * logged as {@code learning_rate}.
 */
public final class LearningRateScheduler extends Callback {
  /** The learning rate of an epoch. */
  @FunctionalInterface
  public interface Schedule {
    /**
     * The learning rate.
     *
     * @param epoch the epoch, from 0
     * @param learningRate the learning rate now
     */
    double rate(int epoch, double learningRate);
  }

  private static final Setting<Integer> VERBOSE = Setting.integer("verbose", 0);

  private final Schedule schedule;

  /** A callback that asks for the rate of each epoch. */
  public LearningRateScheduler(Schedule schedule) {
    super(List.of(VERBOSE));
    this.schedule = schedule;
  }

  /** A callback whose rate depends on the epoch alone, from 0. */
  public static LearningRateScheduler of(IntToDoubleFunction rate) {
    return new LearningRateScheduler((epoch, before) -> rate.applyAsDouble(epoch));
  }

  /** Returns a copy that prints each rate (1) or not (0). */
  public LearningRateScheduler verbose(int verbose) {
    return with(this, VERBOSE, verbose);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException if the schedule gives no finite number {@code >= 0}
   */
  @Override
  public void onEpochBegin(int epoch) {
    double rate = schedule.rate(epoch, model().learningRate());
    if (!Double.isFinite(rate) || rate < 0) {
      throw new IllegalStateException("LearningRateScheduler: the schedule should give a finite number >= 0. Received "
          + rate + " for epoch " + epoch);
    }
    model().learningRate(rate);
    if (get(VERBOSE) > 0) {
      System.out.println("\nEpoch " + (epoch + 1) + ": LearningRateScheduler setting learning rate to " + rate + ".");
    }
  }

  @Override
  public void onEpochEnd(int epoch, Map<String, Double> logs) {
    logs.put("learning_rate", model().learningRate());
  }
}
