package org.neurona.schedules;

import java.util.List;
import org.neurona.config.Setting;

/**
 * {@code (initial - end) (1 - step / decaySteps)^power + end}, and {@code end} from then on. Keras' {@code
 * PolynomialDecay}. Defaults: end 0.0001, power 1 (a straight line), no cycle.
 */
public final class PolynomialDecay extends LearningRateSchedule {
  private static final Setting<Double> INITIAL = Setting.nonNegative("initial_learning_rate", 0.01);
  private static final Setting<Integer> DECAY_STEPS = Setting.positiveInt("decay_steps");
  private static final Setting<Double> END = Setting.nonNegative("end_learning_rate", 0.0001);
  private static final Setting<Double> POWER = Setting.number("power", 1);
  private static final Setting<Boolean> CYCLE = Setting.flag("cycle", false);

  /**
   * A straight line down to 0.0001.
   *
   * @param initialLearningRate the rate of the first step
   * @param decaySteps after how many steps the end is reached
   * @throws IllegalArgumentException if the rate is negative or the number of steps not positive
   */
  public PolynomialDecay(double initialLearningRate, int decaySteps) {
    super(List.of(INITIAL, DECAY_STEPS, END, POWER, CYCLE));
    set(INITIAL, initialLearningRate);
    set(DECAY_STEPS, decaySteps);
  }

  /** Returns a copy with another rate at the end; 0.0001 by default. */
  public PolynomialDecay endLearningRate(double rate) {
    return with(this, END, rate);
  }

  /** Returns a copy with another power; 1 by default. */
  public PolynomialDecay power(double power) {
    return with(this, POWER, power);
  }

  /** Returns a copy that, past its end, starts again over as many steps as it takes, each time more; off by default. */
  public PolynomialDecay cycle(boolean cycle) {
    return with(this, CYCLE, cycle);
  }

  @Override
  public double at(long step) {
    double steps = get(DECAY_STEPS);
    double done = step;
    if (get(CYCLE)) {
      steps *= step == 0 ? 1 : Math.ceil(step / steps);
    } else {
      done = Math.min(done, steps);
    }
    return (get(INITIAL) - get(END)) * Math.pow(1 - done / steps, get(POWER)) + get(END);
  }
}
