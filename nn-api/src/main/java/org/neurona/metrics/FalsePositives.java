package org.neurona.metrics;

/** How many numbers are 0 and said to be 1. Keras' {@code FalsePositives}. */
public final class FalsePositives extends ConfusionMetric<FalsePositives> {
  /** The metric with threshold 0.5. */
  public FalsePositives() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.falsePositives()[threshold];
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
