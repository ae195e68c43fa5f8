package org.neurona.metrics;

/** How many of the numbers that are 1 are said to be: tp / (tp + fn). Keras' {@code Recall} with one threshold. */
public final class Recall extends ConfusionMetric<Recall> {
  /** The metric with threshold 0.5. */
  public Recall() {}

  @Override
  public String name() {
    return "recall";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return ratio(truePositives, truePositives + falseNegatives);
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
