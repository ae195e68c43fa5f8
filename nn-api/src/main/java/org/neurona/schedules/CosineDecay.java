package org.neurona.schedules;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Half a cosine wave down: {@code ((1 - alpha) (1 + cos(pi s / decaySteps)) / 2 + alpha) rate} for s = min(step,
 * decaySteps) (Loshchilov and Hutter, 2017). Keras' {@code CosineDecay}. With warm-up the rate first rises in a
 * straight line from the initial rate to {@code warmupTarget}, and comes down from there. Defaults: alpha 0, no
 * warm-up.
 */
public final class CosineDecay extends LearningRateSchedule {
  private static final Setting<Double> INITIAL = Setting.nonNegative("initial_learning_rate", 0.01);
  private static final Setting<Integer> DECAY_STEPS = Setting.positiveInt("decay_steps");
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0);
  private static final Setting<Double> WARMUP_TARGET = Setting.of("warmup_target", "a finite number >= 0 or null",
      value -> value == null || value >= 0 && Double.isFinite(value), Setting.number("warmup_target", 0).codec(), null);
  private static final Setting<Integer> WARMUP_STEPS = Setting.of("warmup_steps", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("warmup_steps", 0).codec(), 0);

  /**
   * A schedule without warm-up that ends at 0.
   *
   * @param initialLearningRate the rate of the first step
   * @param decaySteps how many steps it takes to come down
   * @throws IllegalArgumentException if the rate is negative or the number of steps not positive
   */
  public CosineDecay(double initialLearningRate, int decaySteps) {
    super(List.of(INITIAL, DECAY_STEPS, ALPHA, WARMUP_TARGET, WARMUP_STEPS));
    set(INITIAL, initialLearningRate);
    set(DECAY_STEPS, decaySteps);
  }

  /** Returns a copy that ends at this part of the rate; 0 by default. */
  public CosineDecay alpha(double alpha) {
    return with(this, ALPHA, alpha);
  }

  /**
   * Returns a copy that first rises.
   *
   * @param target the rate that it rises to
   * @param steps in how many steps
   */
  public CosineDecay warmup(double target, int steps) {
    return with(with(this, WARMUP_TARGET, target), WARMUP_STEPS, steps);
  }

  @Override
  public double at(long step) {
    double initial = get(INITIAL);
    if (get(WARMUP_TARGET) == null) {
      return decayed(step, initial);
    }
    double target = get(WARMUP_TARGET);
    int rising = get(WARMUP_STEPS);
    return step < rising ? initial + (target - initial) * step / rising : decayed(step - rising, target);
  }

  private double decayed(long step, double rate) {
    double done = Math.min((double) step / get(DECAY_STEPS), 1);
    return rate * ((1 - get(ALPHA)) * 0.5 * (1 + Math.cos(Math.PI * done)) + get(ALPHA));
  }
}
