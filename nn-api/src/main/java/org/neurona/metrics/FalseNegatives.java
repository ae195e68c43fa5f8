package org.neurona.metrics;

/** How many numbers are 1 and said to be 0. Keras' {@code FalseNegatives}. */
public final class FalseNegatives extends ConfusionMetric<FalseNegatives> {
  /** The metric with threshold 0.5. */
  public FalseNegatives() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.falseNegatives()[threshold];
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
