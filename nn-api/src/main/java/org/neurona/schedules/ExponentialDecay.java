package org.neurona.schedules;

/**
 * {@code initial rate^p} after p periods of {@code decaySteps} steps. Keras' {@code ExponentialDecay}; by default
 * p is not rounded.
 */
public final class ExponentialDecay extends DecayPerSteps {
  /**
   * A schedule.
   *
   * @param initialLearningRate the rate of the first step
   * @param decaySteps how many steps a period has
   * @param decayRate what is left of the rate after a period
   * @throws IllegalArgumentException if the rates are negative or the period is not positive
   */
  public ExponentialDecay(double initialLearningRate, int decaySteps, double decayRate) {
    super(initialLearningRate, decaySteps, decayRate);
  }

  /** Returns a copy that changes at the end of a period only, or all the time, the default. */
  public ExponentialDecay staircase(boolean staircase) {
    return withStaircase(this, staircase);
  }

  @Override
  public double at(long step) {
    return initialLearningRate() * Math.pow(decayRate(), periods(step));
  }
}
