package org.neurona.metrics;

/**
 * How often ones and zeros are said to be 1 and 0, at each of some thresholds.
 *
 * @param truePositives the ones above each threshold
 * @param falsePositives the zeros above each threshold
 * @param trueNegatives the zeros that are not above it
 * @param falseNegatives the ones that are not above it
 */
record ConfusionCounts(double[] truePositives, double[] falsePositives, double[] trueNegatives,
    double[] falseNegatives) {

  /**
   * The counts from the totals of {@link Decisions#counted}.
   *
   * @param label which label's counts
   * @param thresholds the number of thresholds
   */
  static ConfusionCounts of(double[] totals, int label, int thresholds) {
    int zeros = label * 2 * (thresholds + 1);
    int ones = zeros + thresholds + 1;
    return new ConfusionCounts(above(totals, ones, thresholds), above(totals, zeros, thresholds),
        upTo(totals, zeros, thresholds), upTo(totals, ones, thresholds));
  }

  private static double[] above(double[] totals, int from, int thresholds) {
    double[] above = new double[thresholds];
    double sum = 0;
    for (int i = thresholds - 1; i >= 0; i--) {
      sum += totals[from + i + 1];
      above[i] = sum;
    }
    return above;
  }

  private static double[] upTo(double[] totals, int from, int thresholds) {
    double[] upTo = new double[thresholds];
    double sum = 0;
    for (int i = 0; i < thresholds; i++) {
      sum += totals[from + i];
      upTo[i] = sum;
    }
    return upTo;
  }

  /** How many of those above a threshold are ones. */
  double precision(int threshold) {
    return ratio(truePositives[threshold], truePositives[threshold] + falsePositives[threshold]);
  }

  /** How many of the ones are above a threshold; also called sensitivity. */
  double recall(int threshold) {
    return ratio(truePositives[threshold], truePositives[threshold] + falseNegatives[threshold]);
  }

  /** How many of the zeros are not above a threshold. */
  double specificity(int threshold) {
    return ratio(trueNegatives[threshold], trueNegatives[threshold] + falsePositives[threshold]);
  }

  /** How many of the zeros are above a threshold. */
  double falsePositiveRate(int threshold) {
    return ratio(falsePositives[threshold], trueNegatives[threshold] + falsePositives[threshold]);
  }

  /** Keras' {@code divide_no_nan}. */
  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
