package org.neurona.io.tensorboard;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Buckets by hand, and as the definition of {@code tf.summary.histogram} has them. */
class HistogramTest {
  @Test
  void bucketsShareTheRangeEvenlyAndTheLargestValueIsInTheLast() {
    double[][] buckets = Histogram.of(new double[] {0, 0.5, 1, 1.5, 29, 30});

    assertEquals(30, buckets.length);
    assertArrayEquals(new double[] {0, 1, 2}, buckets[0]);
    assertArrayEquals(new double[] {1, 2, 2}, buckets[1]);
    assertArrayEquals(new double[] {2, 3, 0}, buckets[2]);
    assertArrayEquals(new double[] {29, 30, 2}, buckets[29]);
  }

  @Test
  void edgesMeetAndEndAtTheLargestValue() {
    double[] values = {-0.3, 0.1, 0.7, 0.7000000001};

    double[][] buckets = Histogram.of(values);

    assertEquals(-0.3, buckets[0][0]);
    assertEquals(0.7000000001, buckets[29][1]);
    for (int i = 1; i < 30; i++) {
      assertEquals(buckets[i - 1][1], buckets[i][0]);
    }
    assertEquals(4, Arrays.stream(buckets).mapToDouble(bucket -> bucket[2]).sum());
  }

  @Test
  void equalValuesHaveOneBucketAroundThem() {
    assertArrayEquals(new double[][] {{1.5, 2.5, 3}}, Histogram.of(new double[] {2, 2, 2}));
  }

  @Test
  void noValuesHaveNoBuckets() {
    assertEquals(0, Histogram.of(new double[0]).length);
  }

  @Test
  void valuesThatAreNotFiniteAreNotCounted() {
    double[] values = {Double.NaN, 2, Double.POSITIVE_INFINITY, 2, Double.NEGATIVE_INFINITY};

    assertArrayEquals(new double[][] {{1.5, 2.5, 2}}, Histogram.of(values));
    assertEquals(0, Histogram.of(new double[] {Double.NaN}).length);
  }
}
