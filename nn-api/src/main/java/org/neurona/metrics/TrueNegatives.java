package org.neurona.metrics;

/** How many numbers are 0 and said to be. Keras' {@code TrueNegatives}. */
public final class TrueNegatives extends ConfusionMetric<TrueNegatives> {
  /** The metric with threshold 0.5. */
  public TrueNegatives() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.trueNegatives()[threshold];
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
