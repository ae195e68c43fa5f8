package org.neurona.schedules;

/**
 * {@code initial / (1 + rate p)} after p periods of {@code decaySteps} steps. Keras' {@code InverseTimeDecay}; by
 * default p is not rounded.
 */
public final class InverseTimeDecay extends DecayPerSteps {
  /**
   * A schedule.
   *
   * @param initialLearningRate the rate of the first step
   * @param decaySteps how many steps a period has
   * @param decayRate how much the divisor grows in a period
   * @throws IllegalArgumentException if the rates are negative or the period is not positive
   */
  public InverseTimeDecay(double initialLearningRate, int decaySteps, double decayRate) {
    super(initialLearningRate, decaySteps, decayRate);
  }

  /** Returns a copy that changes at the end of a period only, or all the time, the default. */
  public InverseTimeDecay staircase(boolean staircase) {
    return withStaircase(this, staircase);
  }

  @Override
  public double at(long step) {
    return initialLearningRate() / (1 + decayRate() * periods(step));
  }
}
