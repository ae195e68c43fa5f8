package org.neurona.core.engine.scalar;

import java.util.Arrays;
import org.neurona.core.engine.FloatMath;

/** Products of a single row with a matrix whose rows are contiguous: each element of B is used once, so little is done. */
final class RowTimesMatrix {
  private static final int LENGTH = RowStage.LENGTH;
  private static final int DEPTH = RowLoops.DEPTH;

  private RowTimesMatrix() {}

  static void multiply(int n, int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow, float[] c,
      int cOffset) {
    RowStage stage = RowStage.own();
    float[] sums = stage.c[0];
    float[][] rows = stage.b(DEPTH);
    for (int j = 0; j < n; j += LENGTH) {
      int columns = Math.min(LENGTH, n - j);
      Arrays.fill(sums, 0, columns, 0);
      int p = 0;
      for (; p <= k - DEPTH; p += DEPTH) {
        int from = bOffset + p * bRow + j;
        for (int q = 0; q < DEPTH; q++) {
          System.arraycopy(b, from + q * bRow, rows[q], 0, columns);
        }
        RowLoops.addToOne(columns, a, aOffset + p * aColumn, 0, aColumn, 2 * aColumn, 3 * aColumn, rows[0], rows[1],
            rows[2], rows[3], sums);
      }
      System.arraycopy(sums, 0, c, cOffset + j, columns);
      for (; p < k; p++) {
        float factor = a[aOffset + p * aColumn];
        int row = bOffset + p * bRow + j;
        for (int i = 0; i < columns; i++) {
          c[cOffset + j + i] = FloatMath.fma(factor, b[row + i], c[cOffset + j + i]);
        }
      }
    }
  }
}
