package org.neurona.io.tensorboard;

import java.util.Arrays;

/**
 * How values are spread: 30 buckets of one width from the least value to the largest, as {@code tf.summary.histogram}
 * counts them. Where all values are the same there is one bucket of width 1 around it, where there is none, no bucket.
 * Values that are not finite have no bucket.
 */
final class Histogram {
  /** Of a bucket: left edge, right edge and count. */
  static final int COLUMNS = 3;
  private static final int BUCKETS = 30;

  private Histogram() {}

  /** The buckets: each the left edge, the right edge and how many values are between. */
  static double[][] of(double[] values) {
    double[] finite = Arrays.stream(values).filter(Double::isFinite).toArray();
    if (finite.length == 0) {
      return new double[0][COLUMNS];
    }
    double least = Arrays.stream(finite).min().getAsDouble();
    double largest = Arrays.stream(finite).max().getAsDouble();
    if (least == largest) {
      return new double[][] {{least - 0.5, least + 0.5, finite.length}};
    }
    return spread(finite, least, largest);
  }

  private static double[][] spread(double[] values, double least, double largest) {
    double width = (largest - least) / BUCKETS;
    double[][] buckets = new double[BUCKETS][];
    for (int i = 0; i < BUCKETS; i++) {
      buckets[i] = new double[] {least + i * width, i == BUCKETS - 1 ? largest : least + (i + 1) * width, 0};
    }
    for (double value : values) {
      // The largest value belongs to the last bucket, whose right edge it is.
      int bucket = Math.min((int) ((value - least) / width), BUCKETS - 1);
      buckets[bucket][COLUMNS - 1]++;
    }
    return buckets;
  }
}
