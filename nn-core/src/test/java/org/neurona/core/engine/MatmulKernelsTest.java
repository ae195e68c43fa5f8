package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Matrix products of both float32 engines against float64, in every layout that the planner uses. */
class MatmulKernelsTest {
  private static final float CANARY = 12345.678f;

  /** A product with its operands, its exact result and how much rounding may add to it. */
  private record Product(int m, int n, int k, float[] a, int aRow, int aColumn, float[] b, int bRow, int bColumn,
      int cRow) {
    static final int A_OFFSET = 3;
    static final int B_OFFSET = 6;
    static final int C_OFFSET = 9;

    static Product random(Random random, int m, int n, int k, boolean transposeA, boolean transposeB, int gap) {
      int aStride = (transposeA ? m : k) + gap;
      int bStride = (transposeB ? k : n) + gap;
      float[] a = numbers(random, A_OFFSET + (transposeA ? k : m) * aStride);
      float[] b = numbers(random, B_OFFSET + (transposeB ? n : k) * bStride);
      return new Product(m, n, k, a, transposeA ? 1 : aStride, transposeA ? aStride : 1, b, transposeB ? 1 : bStride,
          transposeB ? bStride : 1, n + gap);
    }

    private static float[] numbers(Random random, int length) {
      float[] x = new float[length];
      for (int i = 0; i < length; i++) {
        x[i] = random.nextFloat() - 0.5f;
      }
      return x;
    }

    float[] run(FloatKernels kernels, int row, int rows, int column, int columns) {
      float[] c = new float[C_OFFSET + m * cRow + 40];
      Arrays.fill(c, CANARY);
      float[] scratch = new float[kernels.matmulScratch(rows, columns, k)];
      Arrays.fill(scratch, Float.NaN);
      kernels.matmul(rows, columns, k, a, A_OFFSET + row * aRow, aRow, aColumn, b, B_OFFSET + column * bColumn, bRow,
          bColumn, c, C_OFFSET + row * cRow + column, cRow, scratch);
      return c;
    }

    void assertRight(FloatKernels kernels) {
      float[] c = run(kernels, 0, m, 0, n);
      for (int at = 0; at < c.length; at++) {
        int i = Math.floorDiv(at - C_OFFSET, cRow);
        int j = Math.floorMod(at - C_OFFSET, cRow);
        if (i < 0 || i >= m || j >= n) {
          int place = at;
          assertEquals(CANARY, c[at], () -> this + " wrote at " + place);
          continue;
        }
        double sum = 0;
        double size = 0;
        for (int p = 0; p < k; p++) {
          double term = (double) a[A_OFFSET + i * aRow + p * aColumn] * b[B_OFFSET + p * bRow + j * bColumn];
          sum += term;
          size += Math.abs(term);
        }
        double tolerance = 1e-6 * size + 1e-30;
        if (Math.abs(sum - c[at]) <= tolerance) {
          continue;
        }
        assertEquals(sum, c[at], tolerance, this + " at " + i + ", " + j);
      }
    }

    /** An element, each of its products added to what came before. */
    float inOrder(int i, int j) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum = FloatMath.fma(a[A_OFFSET + i * aRow + p * aColumn], b[B_OFFSET + p * bRow + j * bColumn], sum);
      }
      return sum;
    }

    @Override
    public String toString() {
      return m + " x " + k + " x " + n + " strides " + aRow + ", " + aColumn + ", " + bRow + ", " + bColumn;
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void isRightForSmallSizesOfAllKinds(FloatKernels kernels) {
    Random random = new Random(11);
    for (int round = 0; round < 1500; round++) {
      int m = 1 + random.nextInt(70);
      int n = 1 + random.nextInt(70);
      int k = 1 + random.nextInt(70);
      Product.random(random, m, n, k, random.nextBoolean(), random.nextBoolean(), random.nextInt(3))
          .assertRight(kernels);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void isRightForEverySmallRowCount(FloatKernels kernels) {
    Random random = new Random(12);
    for (int m = 1; m <= 20; m++) {
      for (int n : new int[] {1, 5, 16, 31, 32, 33, 64, 100}) {
        for (int layout = 0; layout < 4; layout++) {
          Product.random(random, m, n, 37, (layout & 1) != 0, (layout & 2) != 0, m % 2).assertRight(kernels);
        }
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1,784,300", "32,784,300", "300,32,784", "784,32,300", "3,1000,17", "128,784,10", "17,513,129",
      "9,2049,33", "70,300,1", "2,5,1000", "1,9,1100", "40,70,1030", "1030,65,18"})
  void isRightForTheSizesOfNetworks(int m, int k, int n) {
    Random random = new Random(13);
    for (int layout = 0; layout < 4; layout++) {
      Product product = Product.random(random, m, n, k, (layout & 1) != 0, (layout & 2) != 0, layout);
      FloatKernelsTest.kernels().forEach(kernels -> product.assertRight(kernels.getPayload()));
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void anEmptySumIsZero(FloatKernels kernels) {
    for (int layout = 0; layout < 4; layout++) {
      Product.random(new Random(1), 11, 37, 0, (layout & 1) != 0, (layout & 2) != 0, 2).assertRight(kernels);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void emptyResultsWriteNothing(FloatKernels kernels) {
    Product.random(new Random(1), 0, 37, 5, false, false, 2).assertRight(kernels);
    Product.random(new Random(1), 5, 0, 7, false, true, 2).assertRight(kernels);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void anElementDoesNotDependOnHowTheWorkIsCut(FloatKernels kernels) {
    Random random = new Random(14);
    for (int round = 0; round < 60; round++) {
      int m = 1 + random.nextInt(60);
      int n = 1 + random.nextInt(150);
      int k = 1 + random.nextInt(600);
      Product product = Product.random(random, m, n, k, random.nextBoolean(), random.nextBoolean(), 1);
      float[] whole = product.run(kernels, 0, m, 0, n);
      int row = random.nextInt(m);
      int rows = 1 + random.nextInt(m - row);
      int column = random.nextInt(n);
      int columns = 1 + random.nextInt(n - column);
      float[] part = product.run(kernels, row, rows, column, columns);
      for (int i = row; i < row + rows; i++) {
        for (int j = column; j < column + columns; j++) {
          int at = Product.C_OFFSET + i * product.cRow() + j;
          assertEquals(whole[at], part[at], () -> product.toString());
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void aMatrixThatWasLaidOutBeforeGivesTheSameBits(FloatKernels kernels) {
    Random random = new Random(16);
    for (int round = 0; round < 300; round++) {
      int n = 1 + random.nextInt(150);
      int k = 1 + random.nextInt(round % 10 == 0 ? 1200 : 60);
      int m = round % 3 == 0 ? 1 : 1 + random.nextInt(40);
      Product product = Product.random(random, m, n, k, random.nextBoolean(), random.nextBoolean(), 1);
      int size = kernels.packedSize(n, k);
      if (size == 0) {
        assertEquals("scalar", kernels.name());
        return;
      }
      float[] packed = new float[size];
      Arrays.fill(packed, Float.NaN);
      float[] bias = random.nextBoolean() ? Product.numbers(random, 3 + n) : null;
      boolean relu = random.nextBoolean();
      int half = n / 2 / kernels.matmulColumnGrain() * kernels.matmulColumnGrain();
      kernels.pack(n, k, half, n, product.b(), Product.B_OFFSET, product.bRow(), product.bColumn(), packed);
      kernels.pack(n, k, 0, half, product.b(), Product.B_OFFSET, product.bRow(), product.bColumn(), packed);
      float[] c = new float[Product.C_OFFSET + product.m() * product.cRow() + 40];
      Arrays.fill(c, CANARY);
      float[] scratch = new float[kernels.matmulScratch(product.m(), n, k)];
      Arrays.fill(scratch, Float.NaN);
      kernels.matmulPacked(product.m(), n, k, product.a(), Product.A_OFFSET, product.aRow(), product.aColumn(), packed,
          bias, 3, relu, c, Product.C_OFFSET, product.cRow(), scratch);
      float[] expected = product.run(kernels, 0, product.m(), 0, n);
      for (int i = 0; i < product.m(); i++) {
        for (int j = 0; j < n; j++) {
          int at = Product.C_OFFSET + i * product.cRow() + j;
          expected[at] = bias == null ? expected[at] : expected[at] + bias[3 + j];
          expected[at] = relu ? Math.max(expected[at], 0) : expected[at];
        }
      }
      assertArrayEquals(expected, c, product.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void notANumberReachesItsRowAndColumnOnly(FloatKernels kernels) {
    Product product = Product.random(new Random(15), 21, 45, 30, false, false, 0);
    product.a()[Product.A_OFFSET + 4 * 30 + 7] = Float.NaN;
    product.b()[Product.B_OFFSET + 9 * 45 + 40] = Float.POSITIVE_INFINITY;
    float[] c = product.run(kernels, 0, 21, 0, 45);
    for (int i = 0; i < 21; i++) {
      for (int j = 0; j < 45; j++) {
        float value = c[Product.C_OFFSET + i * 45 + j];
        assertEquals(i == 4, Float.isNaN(value));
        assertTrue(i == 4 || j != 40 || Float.isInfinite(value));
      }
    }
  }

  /** Sums may be -0, infinite or no number: what fills rows up to a whole number of them must not show. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void everyElementIsSummedInTheOrderOfKToTheLastBit(FloatKernels kernels) {
    Random random = new Random(17);
    float[] special = {0f, -0f, 1e-30f, -1e-30f, 3e38f, Float.POSITIVE_INFINITY};
    for (int round = 0; round < 400; round++) {
      int m = 1 + random.nextInt(round % 8 == 0 ? 50 : 6);
      int n = 1 + random.nextInt(round % 10 == 0 ? 600 : 50);
      int k = 1 + random.nextInt(round % 3 == 0 ? 150 : 10);
      Product product = Product.random(random, m, n, k, random.nextBoolean(), random.nextBoolean(), round % 2);
      for (float[] factor : List.of(product.a(), product.b())) {
        for (int i = 0; i < factor.length && round % 4 > 0; i++) {
          factor[i] = round % 4 == 1 ? (random.nextBoolean() ? 1e-30f : -1e-30f)
              : random.nextInt(4) == 0 ? special[random.nextInt(special.length)] : factor[i];
        }
      }
      float[] c = product.run(kernels, 0, m, 0, n);
      for (int i = 0; i < m; i++) {
        for (int j = 0; j < n; j++) {
          float expected = product.inOrder(i, j);
          float actual = c[Product.C_OFFSET + i * product.cRow() + j];
          if (Float.floatToIntBits(expected) != Float.floatToIntBits(actual)) {
            fail(product + " at " + i + ", " + j + ": expected " + expected + ", got " + actual);
          }
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.engine.FloatKernelsTest#kernels")
  void grainsArePositive(FloatKernels kernels) {
    assertTrue(kernels.matmulRowGrain() > 0);
    assertTrue(kernels.matmulColumnGrain() > 0);
  }
}
