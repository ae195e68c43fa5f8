package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * The largest recall {@code tp / (tp + fn)} at a threshold where the precision {@code tp / (tp + fp)}
 * is at least what is asked for; 0 where there is none. Keras' {@code RecallAtPrecision}.
 */
public final class RecallAtPrecision extends BestUnderConstraint<RecallAtPrecision> {
  private static final Setting<Double> PRECISION = least("precision");

  /**
   * The metric over 200 thresholds.
   *
   * @param precision the least precision, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public RecallAtPrecision(double precision) {
    super(PRECISION, precision);
  }

  /** The least precision. */
  public double precision() {
    return get(PRECISION);
  }

  @Override
  double constrained(ConfusionCounts counts, int threshold) {
    return counts.precision(threshold);
  }

  @Override
  double sought(ConfusionCounts counts, int threshold) {
    return counts.recall(threshold);
  }
}
