package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.engine.floats.KernelChoice;

/** The kernels that find by tables what windows see, on both float32 engines, against float64. */
class WindowKernelsTest {
  private static final float CANARY = 12345.678f;
  private static final int OFFSET = 3;

  /**
   * Matrices whose rows stand anywhere, and a bias for C. Elements of A are shared by many places, as those of windows
   * are; rows of C lie in any order, with gaps between them.
   */
  private record Product(int m, int n, int k, float[] a, int[] aRows, int[] aColumns, float[] b, int[] bRows,
      float[] start, int[] cRows, boolean add, float[] bias, boolean relu) {
    static Product random(Random random, int m, int n, int k) {
      int gap = n + random.nextInt(3);
      int[] order = IntStream.range(0, m).map(i -> i * gap).toArray();
      for (int i = m - 1; i > 0; i--) {
        int other = random.nextInt(i + 1);
        int kept = order[i];
        order[i] = order[other];
        order[other] = kept;
      }
      // Rows of B side by side, as a panel may stand, or anywhere.
      boolean together = random.nextBoolean();
      int[] bRows = IntStream.range(0, k).map(p -> together ? p * n : random.nextInt(50)).toArray();
      // Columns of A anywhere, or so many at a time side by side, as those of a line of a window are.
      int run = random.nextBoolean() ? 1 : 1 + random.nextInt(60);
      int[] aColumns = new int[k];
      for (int p = 0; p < k; p++) {
        aColumns[p] = p % run == 0 ? random.nextInt(100) : aColumns[p - 1] + 1;
      }
      return new Product(m, n, k, numbers(random, OFFSET + 260 + n), random.ints(m, 0, 100).toArray(),
          aColumns, numbers(random, OFFSET + (together ? k * n : 50 + n)), bRows,
          numbers(random, OFFSET + m * gap), order, random.nextBoolean(),
          random.nextBoolean() ? numbers(random, OFFSET + n) : null, random.nextBoolean());
    }

    private static float[] numbers(Random random, int length) {
      float[] x = new float[length];
      for (int i = 0; i < length; i++) {
        x[i] = random.nextFloat() - 0.5f;
      }
      return x;
    }

    /** What C holds before, with canaries around. */
    private float[] before() {
      float[] c = new float[start.length + 40];
      Arrays.fill(c, CANARY);
      for (int row : cRows) {
        System.arraycopy(start, OFFSET + row, c, OFFSET + row, n);
      }
      return c;
    }

    float[] indexed(FloatKernels kernels) {
      float[] c = before();
      float[] scratch = new float[kernels.indexedScratch(m, n, k)];
      Arrays.fill(scratch, Float.NaN);
      kernels.indexedProduct(m, n, k, a, OFFSET, aRows, aColumns, b, OFFSET, bRows, c, OFFSET, cRows, add, bias,
          bias == null ? 0 : OFFSET, relu, scratch);
      return c;
    }

    float[] byChannel(FloatKernels kernels) {
      float[] c = before();
      kernels.channelProduct(m, n, k, a, OFFSET, aRows, aColumns, b, OFFSET, bRows, c, OFFSET, cRows, add, bias,
          bias == null ? 0 : OFFSET, relu);
      return c;
    }

    void assertRight(float[] c, boolean channels) {
      float[] before = before();
      boolean[] written = new boolean[c.length];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int at = OFFSET + cRows[i] + j;
          double sum = add ? before[at] : 0;
          for (int p = 0; p < k; p++) {
            sum += (double) a[OFFSET + aRows[i] + aColumns[p] + (channels ? j : 0)] * b[OFFSET + bRows[p] + j];
          }
          sum += bias == null ? 0 : bias[OFFSET + j];
          assertEquals(relu ? Math.max(sum, 0) : sum, c[at], 1e-6 * (k + 2), this + " at " + i + ", " + j);
          written[at] = true;
        }
      }
      for (int at = 0; at < c.length; at++) {
        if (!written[at]) {
          assertEquals(before[at], c[at], this + " wrote at " + at);
        }
      }
    }

    @Override
    public String toString() {
      return m + " x " + k + " x " + n + (add ? " added" : "") + (bias != null ? " with bias" : "")
          + (relu ? " relu" : "");
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void productsByTablesAreRight(FloatKernels kernels) {
    Random random = new Random(21);
    for (int round = 0; round < 1500; round++) {
      Product product = Product.random(random, random.nextInt(40), random.nextInt(80), random.nextInt(40));
      product.assertRight(product.indexed(kernels), false);
      product.assertRight(product.byChannel(kernels), true);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void productsByTablesAreRightForEveryNumberOfRowsAndLastColumns(FloatKernels kernels) {
    Random random = new Random(22);
    for (int m = 1; m <= 20; m++) {
      for (int n : new int[] {1, 4, 8, 15, 16, 17, 31, 32, 33, 48, 64, 70}) {
        Product product = Product.random(random, m, n, 9);
        product.assertRight(product.indexed(kernels), false);
        product.assertRight(product.byChannel(kernels), true);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void deepAndLongProductsAreRight(FloatKernels kernels) {
    Random random = new Random(23);
    for (int[] size : new int[][] {{9, 40, 1200}, {70, 33, 513}, {1100, 7, 20}, {600, 3, 9}, {5, 1100, 12}}) {
      Product product = Product.random(random, size[0], size[1], size[2]);
      product.assertRight(product.indexed(kernels), false);
      product.assertRight(product.byChannel(kernels), true);
    }
  }

  @Test
  void bothEnginesGiveTheSameBits() {
    Random random = new Random(24);
    for (int round = 0; round < 300; round++) {
      Product product = Product.random(random, 1 + random.nextInt(60), 1 + random.nextInt(80), random.nextInt(700));
      assertArrayEquals(product.indexed(KernelChoice.scalar()), product.indexed(KernelChoice.simd()),
          product.toString());
      assertArrayEquals(product.byChannel(KernelChoice.scalar()), product.byChannel(KernelChoice.simd()),
          product.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void theLargestAndItsGradientAreThoseOfTheFirstOfEquals(FloatKernels kernels) {
    Random random = new Random(25);
    for (int round = 0; round < 500; round++) {
      int m = 1 + random.nextInt(6);
      int n = 1 + random.nextInt(40);
      int k = 1 + random.nextInt(9);
      int[] windows = random.ints(m, 0, 100).toArray();
      int[] taps = random.ints(0, 100).distinct().limit(k).toArray();
      int[] rows = IntStream.range(0, m).map(i -> i * n).toArray();
      // Few different numbers, so that there are equals.
      float[] x = new float[OFFSET + 200 + n];
      for (int i = 0; i < x.length; i++) {
        x[i] = random.nextInt(4) - 2;
      }
      float[] gradient = Product.numbers(random, OFFSET + m * n);
      float[] largest = new float[OFFSET + m * n + 20];
      float[] expected = new float[largest.length];
      float[] sums = new float[x.length];
      double[] expectedSums = new double[x.length];
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          int best = OFFSET + windows[i] + taps[0] + j;
          for (int tap : taps) {
            best = x[OFFSET + windows[i] + tap + j] > x[best] ? OFFSET + windows[i] + tap + j : best;
          }
          expected[OFFSET + i * n + j] = x[best];
          expectedSums[best] += gradient[OFFSET + i * n + j];
        }
      }
      kernels.largest(m, n, k, x, OFFSET, windows, taps, largest, OFFSET, rows);
      assertArrayEquals(expected, largest);
      kernels.largestGradient(m, n, k, x, OFFSET, windows, taps, gradient, OFFSET, rows, sums, OFFSET);
      for (int i = 0; i < sums.length; i++) {
        assertEquals(expectedSums[i], sums[i], 1e-6, "element " + i + " of round " + round);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void notANumberIsTheLargest(FloatKernels kernels) {
    float[] x = new float[3 * 19];
    x[19 + 2] = Float.NaN;
    x[19 + 18] = Float.NaN;
    x[2 * 19 + 3] = 1;
    float[] largest = new float[19];
    kernels.largest(1, 19, 3, x, 0, new int[1], new int[] {0, 19, 38}, largest, 0, new int[1]);
    for (int j = 0; j < 19; j++) {
      assertEquals(j == 2 || j == 18 ? Float.NaN : j == 3 ? 1 : 0, largest[j]);
    }
  }
}
