package org.neurona.metrics;

/** How many numbers are 0 and said to be 1. Keras' {@code FalsePositives} with one threshold. */
public final class FalsePositives extends ConfusionMetric<FalsePositives> {
  /** The metric with threshold 0.5. */
  public FalsePositives() {}

  @Override
  public String name() {
    return "false_positives";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return falsePositives;
  }
}
