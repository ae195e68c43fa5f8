package org.neurona.core.engine.scalar;

import java.util.Arrays;

/**
 * Matrix products whose left factor stands anywhere, found by tables, in the loops of {@link ScalarMatmul}. Where C has
 * many rows, as for a convolution with its many places, the loops run along them: A is laid out column after column,
 * and C is computed transposed. Where it has few they run along the rows of B.
 *
 * <p>Every element is summed in the order of k by fused operations where the processor has them: the same bits as on
 * the Vector API.
 */
final class ScalarIndexedProduct {
  private static final int ROWS = ScalarMatmul.ROWS;
  private static final int LENGTH = Stage.LENGTH;

  private ScalarIndexedProduct() {}

  /** A stretch of the rows of A, column after column. */
  static int scratch(int m, int k) {
    return Math.min(m, LENGTH) * k;
  }

  static void multiply(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b, int bOffset,
      int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset, boolean relu,
      float[] scratch) {
    if (m >= n) {
      alongPlaces(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add, scratch);
    } else {
      alongColumns(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add);
    }
    if (bias != null || relu) {
      finish(m, n, c, cOffset, cRows, bias, biasOffset, relu);
    }
  }

  private static void alongPlaces(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] scratch) {
    float[][] stage = Stage.all();
    float[] a0 = stage[ROWS];
    float[] a1 = stage[ROWS + 1];
    for (int i = 0; i < m; i += LENGTH) {
      int count = Math.min(LENGTH, m - i);
      for (int p = 0; p < k; p++) {
        gather(count, a, aOffset + aColumns[p], aRows, i, scratch, p * count);
      }
      for (int j = 0; j < n; j += ROWS) {
        int columns = Math.min(ROWS, n - j);
        for (int r = 0; r < columns; r++) {
          load(count, add, c, cOffset + j + r, cRows, i, stage[r]);
        }
        int p = 0;
        for (; p <= k - 2; p += 2) {
          System.arraycopy(scratch, p * count, a0, 0, count);
          System.arraycopy(scratch, (p + 1) * count, a1, 0, count);
          int at = bOffset + bRows[p] + j;
          int down = bRows[p + 1] - bRows[p];
          int r = 0;
          for (; r <= columns - 2; r += 2) {
            ScalarMatmul.addTwo(count, b, at + r, 1, down, a0, a1, stage[r], stage[r + 1]);
          }
          if (r < columns) {
            ScalarMatmul.addTwo(count, b, at + r, down, a0, a1, stage[r]);
          }
        }
        if (p < k) {
          System.arraycopy(scratch, p * count, a0, 0, count);
          for (int r = 0; r < columns; r++) {
            ScalarMatmul.addOne(count, b[bOffset + bRows[p] + j + r], a0, stage[r]);
          }
        }
        store(count, columns, stage, c, cOffset + j, cRows, i);
      }
    }
  }

  private static void alongColumns(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add) {
    float[][] stage = Stage.all();
    float[] b0 = stage[ROWS];
    float[] b1 = stage[ROWS + 1];
    for (int j = 0; j < n; j += LENGTH) {
      int columns = Math.min(LENGTH, n - j);
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        for (int r = 0; r < rows; r++) {
          if (add) {
            System.arraycopy(c, cOffset + cRows[i + r] + j, stage[r], 0, columns);
          } else {
            Arrays.fill(stage[r], 0, columns, 0);
          }
        }
        int p = 0;
        for (; p <= k - 2; p += 2) {
          System.arraycopy(b, bOffset + bRows[p] + j, b0, 0, columns);
          System.arraycopy(b, bOffset + bRows[p + 1] + j, b1, 0, columns);
          int at = aOffset + aColumns[p];
          int along = aColumns[p + 1] - aColumns[p];
          int r = 0;
          for (; r <= rows - 2; r += 2) {
            ScalarMatmul.addTwo(columns, a, at + aRows[i + r], aRows[i + r + 1] - aRows[i + r], along, b0, b1, stage[r],
                stage[r + 1]);
          }
          if (r < rows) {
            ScalarMatmul.addTwo(columns, a, at + aRows[i + r], along, b0, b1, stage[r]);
          }
        }
        if (p < k) {
          System.arraycopy(b, bOffset + bRows[p] + j, b0, 0, columns);
          for (int r = 0; r < rows; r++) {
            ScalarMatmul.addOne(columns, a[aOffset + aRows[i + r] + aColumns[p]], b0, stage[r]);
          }
        }
        for (int r = 0; r < rows; r++) {
          System.arraycopy(stage[r], 0, c, cOffset + cRows[i + r] + j, columns);
        }
      }
    }
  }

  private static void gather(int count, float[] a, int at, int[] aRows, int first, float[] target, int to) {
    for (int i = 0; i < count; i++) {
      target[to + i] = a[at + aRows[first + i]];
    }
  }

  private static void load(int count, boolean add, float[] c, int at, int[] cRows, int first, float[] target) {
    for (int i = 0; i < count; i++) {
      target[i] = add ? c[at + cRows[first + i]] : 0;
    }
  }

  /** A row of C after the other, for their elements are neighbours. */
  private static void store(int count, int columns, float[][] stage, float[] c, int to, int[] cRows, int first) {
    for (int i = 0; i < count; i++) {
      int at = to + cRows[first + i];
      for (int r = 0; r < columns; r++) {
        c[at + r] = stage[r][i];
      }
    }
  }

  private static void finish(int m, int n, float[] c, int cOffset, int[] cRows, float[] bias, int biasOffset,
      boolean relu) {
    for (int i = 0; i < m; i++) {
      int at = cOffset + cRows[i];
      for (int j = 0; j < n; j++) {
        float value = bias != null ? c[at + j] + bias[biasOffset + j] : c[at + j];
        c[at + j] = relu ? Math.max(value, 0) : value;
      }
    }
  }
}
