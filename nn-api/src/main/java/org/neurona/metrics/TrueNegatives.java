package org.neurona.metrics;

/** How many numbers are 0 and said to be. Keras' {@code TrueNegatives} with one threshold. */
public final class TrueNegatives extends ConfusionMetric<TrueNegatives> {
  /** The metric with threshold 0.5. */
  public TrueNegatives() {}

  @Override
  public String name() {
    return "true_negatives";
  }

  @Override
  double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives) {
    return trueNegatives;
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
