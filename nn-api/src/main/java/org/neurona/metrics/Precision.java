package org.neurona.metrics;

/** How many of the numbers that are said to be 1 are: tp / (tp + fp). Keras' {@code Precision} with one threshold. */
public final class Precision extends ConfusionMetric<Precision> {
  /** The metric with threshold 0.5. */
  public Precision() {}

  @Override
  public String name() {
    return "precision";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return ratio(truePositives, truePositives + falsePositives);
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
