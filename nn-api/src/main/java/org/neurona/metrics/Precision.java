package org.neurona.metrics;

/**
 * How many of the numbers that are said to be 1 are: {@code tp / (tp + fp)}, 0 where nothing is said to be 1. Keras'
 * {@code Precision}.
 */
public final class Precision extends RankedConfusionMetric<Precision> {
  /** The metric with threshold 0.5. */
  public Precision() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.precision(threshold);
  }
}
