package org.neurona.schedules;

import java.util.List;
import org.neurona.config.Setting;

/** What the decays have in common that count in periods of {@code decaySteps}, and may go down only at their ends. */
abstract class DecayPerSteps extends LearningRateSchedule {
  private static final Setting<Double> INITIAL = Setting.nonNegative("initial_learning_rate", 0.01);
  private static final Setting<Integer> DECAY_STEPS = Setting.positiveInt("decay_steps");
  private static final Setting<Double> DECAY_RATE = Setting.nonNegative("decay_rate", 0.9);
  private static final Setting<Boolean> STAIRCASE = Setting.flag("staircase", false);

  DecayPerSteps(double initialLearningRate, int decaySteps, double decayRate) {
    super(List.of(INITIAL, DECAY_STEPS, DECAY_RATE, STAIRCASE));
    set(INITIAL, initialLearningRate);
    set(DECAY_STEPS, decaySteps);
    set(DECAY_RATE, decayRate);
  }

  static <S extends DecayPerSteps> S withStaircase(S schedule, boolean staircase) {
    return with(schedule, STAIRCASE, staircase);
  }

  /** The learning rate of the first step. */
  public final double initialLearningRate() {
    return get(INITIAL);
  }

  /** How many steps a period has. */
  public final int decaySteps() {
    return get(DECAY_STEPS);
  }

  /** How much a period takes. */
  public final double decayRate() {
    return get(DECAY_RATE);
  }

  /** Whether the rate changes at the end of a period only; false by default. */
  public final boolean staircase() {
    return get(STAIRCASE);
  }

  /** How many periods have gone, whole ones only with {@code staircase}. */
  final double periods(long step) {
    double periods = (double) step / decaySteps();
    return staircase() ? Math.floor(periods) : periods;
  }
}
