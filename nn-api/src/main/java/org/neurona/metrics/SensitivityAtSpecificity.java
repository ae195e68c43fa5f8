package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * The largest sensitivity {@code tp / (tp + fn)} at a threshold where the specificity {@code tn / (tn + fp)}
 * is at least what is asked for; 0 where there is none. Keras' {@code SensitivityAtSpecificity}.
 */
public final class SensitivityAtSpecificity extends BestUnderConstraint<SensitivityAtSpecificity> {
  private static final Setting<Double> SPECIFICITY = least("specificity");

  /**
   * The metric over 200 thresholds.
   *
   * @param specificity the least specificity, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public SensitivityAtSpecificity(double specificity) {
    super(SPECIFICITY, specificity);
  }

  /** The least specificity. */
  public double specificity() {
    return get(SPECIFICITY);
  }

  @Override
  double constrained(ConfusionCounts counts, int threshold) {
    return counts.specificity(threshold);
  }

  @Override
  double sought(ConfusionCounts counts, int threshold) {
    return counts.recall(threshold);
  }
}
