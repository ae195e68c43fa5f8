package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.engine.floats.KernelChoice;

/**
 * Products whose left factor has zeros, which kernels may pass over: every sum has the bits that it has if each product
 * is added to what came before, in the order of k, zeros or not.
 */
class SkippedZerosTest {
  private static final int[] ROWS = {1, 2, 7, 8, 9, 17, 64};
  private static final int[] COLUMNS = {1, 8, 10, 16, 17, 32, 40, 100, 300};
  private static final int[] DEPTHS = {1, 15, 16, 63, 64, 65, 128, 784, 1100};

  /** Where a left factor has zeros. */
  private enum Zeros {
    NONE, ALL, ALL_BUT_ONE, SOME_COLUMNS, SOME_ROWS, SCATTERED, RUNS, ALL_BUT_THE_FIRST_COLUMNS,
    ALL_BUT_THE_LAST_COLUMN;

    boolean at(int i, int p, int k, long seed) {
      return switch (this) {
        case NONE -> false;
        case ALL -> true;
        case ALL_BUT_ONE -> i != 3 || p != k / 2;
        case SOME_COLUMNS -> hash(seed, p) % 3 != 0;
        case SOME_ROWS -> hash(seed, i / 4) % 2 == 0;
        case SCATTERED -> hash(seed, i * 10_007 + p) % 20 != 0;
        case RUNS -> hash(seed, (i / 8 * 10_007 + p) / 14) % 2 == 0;
        case ALL_BUT_THE_FIRST_COLUMNS -> p >= 20;
        case ALL_BUT_THE_LAST_COLUMN -> p != k - 1;
      };
    }

    private static int hash(long seed, int place) {
      return new Random(seed * 31 + place).nextInt(1000);
    }
  }

  /** An m x k matrix and a k x n matrix, in row order. */
  private record Product(int m, int n, int k, float[] a, float[] b) {
    static Product of(int m, int n, int k, Zeros zeros, long seed) {
      Random random = new Random(seed);
      float[] a = numbers(random, m * k);
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          a[i * k + p] = zeros.at(i, p, k, seed) ? 0 : a[i * k + p];
        }
      }
      return new Product(m, n, k, a, numbers(random, k * n));
    }

    private static float[] numbers(Random random, int count) {
      float[] x = new float[count];
      for (int i = 0; i < count; i++) {
        x[i] = (random.nextFloat() - 0.5f) * 2 + 0x1p-20f;
      }
      return x;
    }

    float[] inOrder() {
      float[] c = new float[m * n];
      for (int i = 0; i < m; i++) {
        for (int p = 0; p < k; p++) {
          for (int j = 0; j < n; j++) {
            c[i * n + j] = FloatMath.fma(a[i * k + p], b[p * n + j], c[i * n + j]);
          }
        }
      }
      return c;
    }

    /** The product from one row and column on, of so many rows and columns. */
    float[] run(FloatKernels kernels, boolean transposeA, boolean transposeB, int row, int rows, int column,
        int columns) {
      float[] left = transposeA ? transposed(m, k, a) : a;
      float[] right = transposeB ? transposed(k, n, b) : b;
      float[] c = new float[m * n];
      float[] scratch = new float[kernels.matmulScratch(rows, columns, k)];
      Arrays.fill(scratch, Float.NaN);
      kernels.matmul(rows, columns, k, left, transposeA ? row : row * k, transposeA ? 1 : k, transposeA ? m : 1, right,
          transposeB ? column * k : column, transposeB ? 1 : n, transposeB ? k : 1, c, row * n + column, n, scratch);
      return c;
    }

    float[] run(FloatKernels kernels, boolean transposeA, boolean transposeB) {
      return run(kernels, transposeA, transposeB, 0, m, 0, n);
    }

    /** The product with a right factor that is laid out before; null where kernels don't do that. */
    float[] runPacked(FloatKernels kernels, boolean transposeA) {
      if (kernels.packedSize(n, k) == 0) {
        return null;
      }
      float[] packed = new float[kernels.packedSize(n, k)];
      Arrays.fill(packed, Float.NaN);
      kernels.pack(n, k, 0, n, b, 0, n, 1, packed);
      float[] c = new float[m * n];
      kernels.matmulPacked(m, n, k, transposeA ? transposed(m, k, a) : a, 0, transposeA ? 1 : k, transposeA ? m : 1,
          packed, null, 0, false, c, 0, n, new float[kernels.matmulScratch(m, n, k)]);
      return c;
    }

    /** However it is computed. */
    void assertBits(FloatKernels kernels, String what) {
      int[] expected = bits(inOrder());
      for (int layout = 0; layout < 4; layout++) {
        boolean transposeA = (layout & 1) != 0;
        boolean transposeB = (layout & 2) != 0;
        String how = what + " " + m + " x " + k + " x " + n + " layout " + layout;
        assertArrayEquals(expected, bits(run(kernels, transposeA, transposeB)), how);
        float[] packed = transposeB ? null : runPacked(kernels, transposeA);
        if (packed != null) {
          assertArrayEquals(expected, bits(packed), how + " packed");
        }
      }
    }
  }

  private static float[] transposed(int rows, int columns, float[] x) {
    float[] y = new float[x.length];
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        y[j * rows + i] = x[i * columns + j];
      }
    }
    return y;
  }

  /** Bits, with one for all that is no number. */
  private static int[] bits(float[] x) {
    int[] bits = new int[x.length];
    for (int i = 0; i < x.length; i++) {
      bits[i] = Float.floatToIntBits(x[i]);
    }
    return bits;
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void sumsHaveTheSameBitsWhereverZerosAre(FloatKernels kernels) {
    for (int k : DEPTHS) {
      for (int n : COLUMNS) {
        for (int m : k * n > 50_000 ? new int[] {1, 9, 17} : ROWS) {
          Zeros zeros = Zeros.values()[(m + n + k) % Zeros.values().length];
          Product.of(m, n, k, zeros, m + n + k).assertBits(kernels, zeros.name());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void everyKindOfZerosIsRight(FloatKernels kernels) {
    for (Zeros zeros : Zeros.values()) {
      Product.of(33, 70, 130, zeros, 5).assertBits(kernels, zeros.name());
      Product.of(1, 100, 200, zeros, 6).assertBits(kernels, zeros.name());
      Product.of(20, 33, 1100, zeros, 7).assertBits(kernels, zeros.name());
    }
  }

  /** One value that isn't finite, at a place that no row needs, or some rows, or all: 0 times it is NaN. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void zeroTimesInfinityOrNaNIsNaN(FloatKernels kernels) {
    float[] values = {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY};
    Random random = new Random(9);
    for (int round = 0; round < 120; round++) {
      int m = round % 4 == 0 ? 1 : 1 + random.nextInt(40);
      int n = 1 + random.nextInt(200);
      int k = 16 + random.nextInt(round % 10 == 0 ? 1200 : 200);
      Zeros zeros = Zeros.values()[round % Zeros.values().length];
      Product product = Product.of(m, n, k, zeros, round);
      int p = random.nextInt(k);
      int j = random.nextInt(n);
      product.b()[p * n + j] = values[round % values.length];
      product.assertBits(kernels, zeros + " with a value that isn't finite");
      for (int i = 0; i < m; i++) {
        assertEquals(product.a()[i * k + p] == 0 || round % 3 == 0,
            Float.isNaN(product.run(kernels, false, false)[i * n + j]));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void infinityAndNaNOfTheLeftFactorReachTheirRow(FloatKernels kernels) {
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Product product = Product.of(20, 70, 100, Zeros.RUNS, 4);
      product.a()[13 * 100 + 50] = value;
      product.assertBits(kernels, "with " + value);
      float[] c = product.run(kernels, false, false);
      for (int at = 0; at < c.length; at++) {
        assertEquals(at / 70 == 13, !Float.isFinite(c[at]));
      }
    }
  }

  /** A sum of products too small for a float is -0 until +0 is added to it, if only as 0 times something. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void sumsThatAreNegativeZeroAreSoToTheLastBit(FloatKernels kernels) {
    Random random = new Random(10);
    boolean anyNegative = false;
    boolean anyPositive = false;
    for (int round = 0; round < 150; round++) {
      int m = round % 4 == 0 ? 1 : 1 + random.nextInt(40);
      int n = 1 + random.nextInt(200);
      int k = 16 + random.nextInt(round % 10 == 0 ? 1200 : 200);
      Product product = Product.of(m, n, k, Zeros.values()[round % Zeros.values().length], round);
      for (int i = 0; i < product.a().length; i++) {
        product.a()[i] = product.a()[i] == 0 ? 0 : -1e-30f * Math.abs(product.a()[i]);
      }
      for (int i = 0; i < product.b().length; i++) {
        product.b()[i] = random.nextInt(round % 3 == 0 ? 200 : 3) == 0 ? -0f : 1e-30f * product.b()[i];
      }
      product.assertBits(kernels, "too small");
      for (int bits : bits(product.inOrder())) {
        anyNegative |= bits == Integer.MIN_VALUE;
        anyPositive |= bits == 0;
      }
    }
    assertTrue(anyNegative && anyPositive);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void aSumDoesNotDependOnHowTheWorkIsCut(FloatKernels kernels) {
    Random random = new Random(11);
    for (int round = 0; round < 80; round++) {
      int m = 1 + random.nextInt(60);
      int n = 1 + random.nextInt(150);
      int k = 16 + random.nextInt(300);
      Product product = Product.of(m, n, k, Zeros.values()[round % Zeros.values().length], round);
      boolean transposeA = random.nextBoolean();
      boolean transposeB = random.nextBoolean();
      float[] whole = product.run(kernels, transposeA, transposeB);
      int row = random.nextInt(m);
      int rows = 1 + random.nextInt(m - row);
      int column = random.nextInt(n);
      int columns = 1 + random.nextInt(n - column);
      float[] part = product.run(kernels, transposeA, transposeB, row, rows, column, columns);
      for (int i = row; i < row + rows; i++) {
        assertArrayEquals(Arrays.copyOfRange(whole, i * n + column, i * n + column + columns),
            Arrays.copyOfRange(part, i * n + column, i * n + column + columns));
      }
    }
  }

  /** Lists of columns stay with a thread: they must not be those of the product before. */
  @ParameterizedTest
  @CsvSource({"64,784,300", "8,100,70", "33,1100,90"})
  void productsOneAfterTheOtherDoNotShareLists(int m, int k, int n) {
    List<Product> products = new ArrayList<>();
    for (Zeros zeros : Zeros.values()) {
      products.add(Product.of(m, n, k, zeros, 1));
    }
    for (Product product : products) {
      assertArrayEquals(product.inOrder(), product.runPacked(KernelChoice.simd(), false));
      assertArrayEquals(product.inOrder(), product.run(KernelChoice.simd(), false, false));
    }
  }

  /** More columns with something in them than lists have room for: what has no list is computed all the same. */
  @Test
  void aFactorTooLargeForListsIsRight() {
    Product product = Product.of(2500, 70, 1000, Zeros.RUNS, 3);
    assertArrayEquals(product.inOrder(), product.run(KernelChoice.simd(), false, false));
    assertArrayEquals(product.inOrder(), product.runPacked(KernelChoice.simd(), true));
  }
}
