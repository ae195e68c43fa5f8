package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * The largest precision {@code tp / (tp + fp)} at a threshold where the recall {@code tp / (tp + fn)}
 * is at least what is asked for; 0 where there is none. Keras' {@code PrecisionAtRecall}.
 */
public final class PrecisionAtRecall extends BestUnderConstraint<PrecisionAtRecall> {
  private static final Setting<Double> RECALL = least("recall");

  /**
   * The metric over 200 thresholds.
   *
   * @param recall the least recall, in [0, 1]
   * @throws IllegalArgumentException if it is outside
   */
  public PrecisionAtRecall(double recall) {
    super(RECALL, recall);
  }

  /** The least recall. */
  public double recall() {
    return get(RECALL);
  }

  @Override
  double constrained(ConfusionCounts counts, int threshold) {
    return counts.recall(threshold);
  }

  @Override
  double sought(ConfusionCounts counts, int threshold) {
    return counts.precision(threshold);
  }
}
