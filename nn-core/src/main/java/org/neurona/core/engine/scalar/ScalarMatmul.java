package org.neurona.core.engine.scalar;

import java.util.Arrays;
import org.neurona.core.engine.FloatMath;

/**
 * Matrix products in plain Java: rows of B, two at a time, are multiplied and added to rows of C, two at a time. The
 * rows are copied to the front of arrays of their own first, for C2 makes vector code of such a loop only if all its
 * arrays are read and written at the same index. No more than two, for C2 of Java 17 leaves a loop with more in it
 * alone: with three rows of B it is now fast, now six times slower.
 *
 * <p>Every element is summed in the order of k by fused operations where the processor has them: the same bits as on
 * the Vector API.
 */
final class ScalarMatmul {
  /** Rows of C that stay in the nearest cache while B goes by. */
  static final int ROWS = Stage.COUNT - 2;
  private static final int COLUMNS = Stage.LENGTH;
  /** Loops below this length hardly reach their vector code. */
  private static final int SHORT = 40;

  private ScalarMatmul() {}

  static void multiply(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset,
      int bRow, int bColumn, float[] c, int cOffset, int cRow) {
    if (k == 0) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
      }
    } else if (m == 1 && bColumn != 1) {
      DotProducts.multiply(n, k, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset);
    } else if (cost(n, m, k, aRow) < cost(m, n, k, bColumn)) {
      multiplyByRows(n, m, k, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, c, cOffset, 1, cRow);
    } else {
      multiplyByRows(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, 1);
    }
  }

  /** About how much work it is to go through rows of length n: the product or its transpose may be less. */
  private static double cost(int m, int n, int k, int bColumn) {
    double copies = (double) n * k * ((m + ROWS - 1) / ROWS) * (bColumn == 1 ? 0.1 : 1);
    return copies + (double) m * k * (n + SHORT) / 8;
  }

  private static void multiplyByRows(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b,
      int bOffset, int bRow, int bColumn, float[] c, int cOffset, int cRow, int cColumn) {
    float[][] stage = Stage.all();
    float[] b0 = stage[ROWS];
    float[] b1 = stage[ROWS + 1];
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int i = 0; i < m; i += ROWS) {
        int rows = Math.min(ROWS, m - i);
        for (int r = 0; r < rows; r++) {
          Arrays.fill(stage[r], 0, columns, 0);
        }
        int p = 0;
        for (; p <= k - 2; p += 2) {
          int from = bOffset + p * bRow + j * bColumn;
          copy(columns, b, from, bColumn, b0, 0, 1);
          copy(columns, b, from + bRow, bColumn, b1, 0, 1);
          int at = aOffset + i * aRow + p * aColumn;
          int r = 0;
          for (; r <= rows - 2; r += 2) {
            addTwo(columns, a, at + r * aRow, aRow, aColumn, b0, b1, stage[r], stage[r + 1]);
          }
          if (r < rows) {
            addTwo(columns, a, at + r * aRow, aColumn, b0, b1, stage[r]);
          }
        }
        if (p < k) {
          copy(columns, b, bOffset + p * bRow + j * bColumn, bColumn, b0, 0, 1);
          for (int r = 0; r < rows; r++) {
            addOne(columns, a[aOffset + (i + r) * aRow + p * aColumn], b0, stage[r]);
          }
        }
        for (int r = 0; r < rows; r++) {
          copy(columns, stage[r], 0, 1, c, cOffset + (i + r) * cRow + j * cColumn, cColumn);
        }
      }
    }
  }

  private static void copy(int n, float[] from, int at, int step, float[] target, int to, int targetStep) {
    if (step == 1 && targetStep == 1) {
      System.arraycopy(from, at, target, to, n);
    } else {
      for (int i = 0; i < n; i++) {
        target[to + i * targetStep] = from[at + i * step];
      }
    }
  }

  /** Adds two rows of B, times the four elements of A that are so far apart, to two rows of C. */
  static void addTwo(int n, float[] a, int at, int aRow, int aColumn, float[] b0, float[] b1, float[] c0,
      float[] c1) {
    float a00 = a[at];
    float a01 = a[at + aColumn];
    float a10 = a[at + aRow];
    float a11 = a[at + aRow + aColumn];
    for (int j = 0; j < n; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      c0[j] = FloatMath.fma(a01, x1, FloatMath.fma(a00, x0, c0[j]));
      c1[j] = FloatMath.fma(a11, x1, FloatMath.fma(a10, x0, c1[j]));
    }
  }

  /** Adds two rows of B, times two elements of A, to a row of C. */
  static void addTwo(int n, float[] a, int at, int aColumn, float[] b0, float[] b1, float[] c) {
    float a0 = a[at];
    float a1 = a[at + aColumn];
    for (int j = 0; j < n; j++) {
      c[j] = FloatMath.fma(a1, b1[j], FloatMath.fma(a0, b0[j], c[j]));
    }
  }

  /** Adds a row of B, times an element of A, to a row of C. */
  static void addOne(int n, float a, float[] b, float[] c) {
    for (int j = 0; j < n; j++) {
      c[j] = FloatMath.fma(a, b[j], c[j]);
    }
  }
}
