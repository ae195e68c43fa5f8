package org.neurona.metrics;

/** How many numbers are 1 and said to be 0. Keras' {@code FalseNegatives} with one threshold. */
public final class FalseNegatives extends ConfusionMetric<FalseNegatives> {
  /** The metric with threshold 0.5. */
  public FalseNegatives() {}

  @Override
  public String name() {
    return "false_negatives";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return falseNegatives;
  }
}
