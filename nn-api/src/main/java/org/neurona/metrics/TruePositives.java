package org.neurona.metrics;

/** How many numbers are 1 and said to be. Keras' {@code TruePositives}. */
public final class TruePositives extends ConfusionMetric<TruePositives> {
  /** The metric with threshold 0.5. */
  public TruePositives() {}

  @Override
  double result(ConfusionCounts counts, int threshold) {
    return counts.truePositives()[threshold];
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
