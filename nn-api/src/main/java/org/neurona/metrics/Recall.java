package org.neurona.metrics;

/**
 * How many of the numbers that are 1 are said to be: {@code tp / (tp + fn)}, 0 where none is 1. Keras'
 * {@code Recall}.
 */
public final class Recall extends RankedConfusionMetric<Recall> {
  /** The metric with threshold 0.5. */
  public Recall() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.recall(threshold);
  }
}
