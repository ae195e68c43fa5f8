package org.neurona.schedules;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Half a cosine wave down, again and again: the first takes {@code firstDecaySteps} steps, each further one
 * {@code tMul} times as long and starts at {@code mMul} times the height (SGDR; Loshchilov and Hutter, 2017). Keras'
 * {@code CosineDecayRestarts}. Defaults: tMul 2, mMul 1, alpha 0.
 */
public final class CosineDecayRestarts extends LearningRateSchedule {
  private static final Setting<Double> INITIAL = Setting.nonNegative("initial_learning_rate", 0.01);
  private static final Setting<Integer> FIRST_DECAY_STEPS = Setting.positiveInt("first_decay_steps");
  private static final Setting<Double> T_MUL = Setting.positive("t_mul", 2);
  private static final Setting<Double> M_MUL = Setting.number("m_mul", 1);
  private static final Setting<Double> ALPHA = Setting.number("alpha", 0);

  /**
   * A schedule.
   *
   * @param initialLearningRate the rate of the first step
   * @param firstDecaySteps how many steps the first wave has
   * @throws IllegalArgumentException if the rate is negative or the number of steps not positive
   */
  public CosineDecayRestarts(double initialLearningRate, int firstDecaySteps) {
    super(List.of(INITIAL, FIRST_DECAY_STEPS, T_MUL, M_MUL, ALPHA));
    set(INITIAL, initialLearningRate);
    set(FIRST_DECAY_STEPS, firstDecaySteps);
  }

  /** Returns a copy whose waves get longer by another factor; 2 by default. */
  public CosineDecayRestarts tMul(double factor) {
    return with(this, T_MUL, factor);
  }

  /** Returns a copy whose waves get higher by another factor; 1 by default. */
  public CosineDecayRestarts mMul(double factor) {
    return with(this, M_MUL, factor);
  }

  /** Returns a copy whose waves end at this part of the rate; 0 by default. */
  public CosineDecayRestarts alpha(double alpha) {
    return with(this, ALPHA, alpha);
  }

  @Override
  public double at(long step) {
    double waves = (double) step / get(FIRST_DECAY_STEPS);
    double longer = get(T_MUL);
    double restarts;
    double done;
    if (longer == 1) {
      restarts = Math.floor(waves);
      done = waves - restarts;
    } else {
      // The waves before wave i take (longer^i - 1) / (longer - 1) first waves.
      restarts = Math.floor(Math.log(1 - waves * (1 - longer)) / Math.log(longer));
      double before = (1 - Math.pow(longer, restarts)) / (1 - longer);
      done = (waves - before) / Math.pow(longer, restarts);
      if (done > 1 - 1e-9) {
        // The logarithm came out a hair below a whole number.
        restarts++;
        done = 0;
      }
    }
    double height = 0.5 * Math.pow(get(M_MUL), restarts) * (1 + Math.cos(Math.PI * done));
    return get(INITIAL) * ((1 - get(ALPHA)) * height + get(ALPHA));
  }
}
