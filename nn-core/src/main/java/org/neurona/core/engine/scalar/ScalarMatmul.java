package org.neurona.core.engine.scalar;

import java.util.Arrays;
import org.neurona.core.engine.FloatMath;

/**
 * Matrix products in plain Java. Some rows of B at a time, and a few of C, are copied to arrays of their own, where
 * {@link RowLoops} multiply and add them.
 *
 * <p>Every element is summed in the order of k by fused operations where the processor has them: the same bits as on
 * the Vector API.
 */
final class ScalarMatmul {
  private static final int ROWS = RowStage.ROWS;
  private static final int COLUMNS = RowStage.LENGTH;
  /** Rows of B that stay in the second-level cache while C goes by. */
  private static final int DEPTH = 64;
  /** Columns that are read side by side where those of B are its rows: a few lines of the nearest cache. */
  private static final int LINES = 8;

  private ScalarMatmul() {}

  static void multiply(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset,
      int bRow, int bColumn, float[] c, int cOffset, int cRow) {
    if (k == 0) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
      }
    } else if (m == 1 && bColumn == 1) {
      RowTimesMatrix.multiply(n, k, a, aOffset, aColumn, b, bOffset, bRow, c, cOffset);
    } else if (m == 1) {
      DotProducts.multiply(n, k, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset);
    } else if (cost(n, m, k, aRow, cRow) < cost(m, n, k, bColumn, 1)) {
      multiplyByRows(n, m, k, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, c, cOffset, 1, cRow);
    } else {
      multiplyByRows(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, 1);
    }
  }

  /**
   * About how long it takes to go along rows of n elements, in units of what an element of a long row takes for one
   * product: the product or its transpose may take less. Measured: a row takes as long as 128 elements more, as its
   * ends are no whole vectors; a copy takes 4, and 25 or 30 where elements are apart.
   */
  private static double cost(int m, int n, int k, int bColumn, int cColumn) {
    double loops = (double) m * k * (n + 128.0 * ((n - 1) / COLUMNS + 1));
    double copiesOfB = (double) n * k * (bColumn == 1 ? 4 : 25);
    int copies = m > ROWS ? 2 * ((k - 1) / DEPTH) + 1 : 1;
    return loops + copiesOfB + (double) m * n * copies * (cColumn == 1 ? 4 : 30);
  }

  /** How many rows of B are copied at a time: where C needs them once only, few, but as many as a line has. */
  private static int depth(int m, int bColumn) {
    return m > ROWS ? DEPTH : bColumn == 1 ? RowLoops.DEPTH : 4 * RowLoops.DEPTH;
  }

  private static void multiplyByRows(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b,
      int bOffset, int bRow, int bColumn, float[] c, int cOffset, int cRow, int cColumn) {
    RowStage stage = RowStage.own();
    int[] aRows = stage.rows(aRow);
    int block = Math.min(k, depth(m, bColumn));
    int[] aColumns = stage.columns(block, aColumn);
    for (int j = 0; j < n; j += COLUMNS) {
      int columns = Math.min(COLUMNS, n - j);
      for (int p = 0; p < k; p += block) {
        int depth = Math.min(block, k - p);
        stageRows(depth, columns, b, bOffset + p * bRow + j * bColumn, bRow, bColumn, stage.b(depth));
        for (int i = 0; i < m; i += ROWS) {
          int rows = Math.min(ROWS, m - i);
          int to = cOffset + i * cRow + j * cColumn;
          // Where all rows of C have a place, they stay there from the first row of B to the last.
          if (p == 0) {
            stage.clear(rows, columns);
          } else if (m > ROWS) {
            for (int r = 0; r < rows; r++) {
              copy(columns, c, to + r * cRow, cColumn, stage.c[r], 0, 1);
            }
          }
          stage.add(rows, columns, depth, a, aOffset + i * aRow + p * aColumn, aRows, 0, aColumns, 0);
          if (m > ROWS || p + depth == k) {
            for (int r = 0; r < rows; r++) {
              copy(columns, stage.c[r], 0, 1, c, to + r * cRow, cColumn);
            }
          }
        }
      }
    }
  }

  /** Copies rows of B. */
  private static void stageRows(int depth, int columns, float[] b, int at, int bRow, int bColumn, float[][] rows) {
    if (bColumn == 1) {
      for (int p = 0; p < depth; p++) {
        System.arraycopy(b, at + p * bRow, rows[p], 0, columns);
      }
    } else {
      for (int j = 0; j < columns; j += LINES) {
        int end = Math.min(columns, j + LINES);
        for (int p = 0; p < depth; p++) {
          float[] row = rows[p];
          for (int i = j; i < end; i++) {
            row[i] = b[at + p * bRow + i * bColumn];
          }
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
}
