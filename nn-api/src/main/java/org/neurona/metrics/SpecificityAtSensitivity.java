package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * The largest specificity {@code tn / (tn + fp)} at a threshold where the sensitivity {@code tp / (tp + fn)}
 * is at least what is asked for; 0 where there is none. Keras' {@code SpecificityAtSensitivity}.
 */
public final class SpecificityAtSensitivity extends BestUnderConstraint<SpecificityAtSensitivity> {
  private static final Setting<Double> SENSITIVITY = least("sensitivity");

  /**
   * The metric over 200 thresholds.
   *
   * @param sensitivity the least sensitivity, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public SpecificityAtSensitivity(double sensitivity) {
    super(SENSITIVITY, sensitivity);
  }

  /** The least sensitivity. */
  public double sensitivity() {
    return get(SENSITIVITY);
  }

  @Override
  double constrained(ConfusionCounts counts, int threshold) {
    return counts.recall(threshold);
  }

  @Override
  double sought(ConfusionCounts counts, int threshold) {
    return counts.specificity(threshold);
  }
}
