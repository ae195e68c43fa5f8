package org.neurona.metrics;

/** How many numbers are 1 and said to be. Keras' {@code TruePositives} with one threshold. */
public final class TruePositives extends ConfusionMetric<TruePositives> {
  /** The metric with threshold 0.5. */
  public TruePositives() {}

  @Override
  public String name() {
    return "true_positives";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return truePositives;
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
