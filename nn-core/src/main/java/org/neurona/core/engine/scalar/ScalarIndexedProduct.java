package org.neurona.core.engine.scalar;

/**
 * Matrix products whose left factor stands anywhere, found by tables, in the loops of {@link RowLoops}. Where C has
 * many rows, as for a convolution with its many places, the loops run along them: A is laid out column after column,
 * and C is computed transposed. Where it has few they run along the rows of B.
 *
 * <p>Every element is summed in the order of k by fused operations where the processor has them: the same bits as on
 * the Vector API.
 */
final class ScalarIndexedProduct {
  private static final int ROWS = RowStage.ROWS;
  private static final int LENGTH = RowStage.LENGTH;
  /** Rows of B at a time. C is read and written again for more, which products of networks seldom have. */
  private static final int DEPTH = 1024;

  private ScalarIndexedProduct() {}

  static void multiply(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b, int bOffset,
      int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset, boolean relu) {
    if (m >= n) {
      alongPlaces(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add);
    } else {
      alongColumns(m, n, k, a, aOffset, aRows, aColumns, b, bOffset, bRows, c, cOffset, cRows, add);
    }
    if (bias != null || relu) {
      finish(m, n, c, cOffset, cRows, bias, biasOffset, relu);
    }
  }

  private static void alongPlaces(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add) {
    RowStage stage = RowStage.own();
    int[] neighbours = stage.rows(1);
    for (int i = 0; i < m; i += LENGTH) {
      int count = Math.min(LENGTH, m - i);
      for (int p = 0; p == 0 || p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        float[][] windows = stage.b(depth);
        for (int q = 0; q < depth; q++) {
          gather(count, a, aOffset + aColumns[p + q], aRows, i, windows[q]);
        }
        for (int j = 0; j < n; j += ROWS) {
          int columns = Math.min(ROWS, n - j);
          if (add || p > 0) {
            for (int r = 0; r < columns; r++) {
              gather(count, c, cOffset + j + r, cRows, i, stage.c[r]);
            }
          } else {
            stage.clear(columns, count);
          }
          stage.add(columns, count, depth, b, bOffset + j, neighbours, 0, bRows, p);
          store(count, columns, stage.c, c, cOffset + j, cRows, i);
        }
      }
    }
  }

  private static void alongColumns(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add) {
    RowStage stage = RowStage.own();
    for (int j = 0; j < n; j += LENGTH) {
      int columns = Math.min(LENGTH, n - j);
      for (int p = 0; p == 0 || p < k; p += DEPTH) {
        int depth = Math.min(DEPTH, k - p);
        float[][] rowsOfB = stage.b(depth);
        for (int q = 0; q < depth; q++) {
          System.arraycopy(b, bOffset + bRows[p + q] + j, rowsOfB[q], 0, columns);
        }
        for (int i = 0; i < m; i += ROWS) {
          int rows = Math.min(ROWS, m - i);
          if (add || p > 0) {
            for (int r = 0; r < rows; r++) {
              System.arraycopy(c, cOffset + cRows[i + r] + j, stage.c[r], 0, columns);
            }
          } else {
            stage.clear(rows, columns);
          }
          stage.add(rows, columns, depth, a, aOffset, aRows, i, aColumns, p);
          for (int r = 0; r < rows; r++) {
            System.arraycopy(stage.c[r], 0, c, cOffset + cRows[i + r] + j, columns);
          }
        }
      }
    }
  }

  private static void gather(int count, float[] a, int at, int[] aRows, int first, float[] target) {
    for (int i = 0; i < count; i++) {
      target[i] = a[at + aRows[first + i]];
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
