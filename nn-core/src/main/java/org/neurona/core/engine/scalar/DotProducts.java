package org.neurona.core.engine.scalar;

import org.neurona.core.engine.FloatMath;

/** Products of a single row with a matrix whose columns are contiguous: each element of B is used once, in place. */
public final class DotProducts {
  private DotProducts() {}

  /**
   * {@code C = A B} for one row: eight dot products at a time hide the latency of each, which goes in the order of k.
   */
  public static void multiply(int n, int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow,
      int bColumn, float[] c, int cOffset) {
    int j = 0;
    for (; j <= n - 8; j += 8) {
      eight(k, a, aOffset, aColumn, b, bOffset + j * bColumn, bRow, bColumn, c, cOffset + j);
    }
    for (; j < n; j++) {
      float sum = 0;
      for (int p = 0; p < k; p++) {
        sum = FloatMath.fma(a[aOffset + p * aColumn], b[bOffset + p * bRow + j * bColumn], sum);
      }
      c[cOffset + j] = sum;
    }
  }

  private static void eight(int k, float[] a, int at, int aColumn, float[] b, int from, int bRow, int bColumn,
      float[] c, int to) {
    int b1 = bColumn;
    int b2 = 2 * bColumn;
    int b3 = 3 * bColumn;
    int b4 = 4 * bColumn;
    int b5 = 5 * bColumn;
    int b6 = 6 * bColumn;
    int b7 = 7 * bColumn;
    float s0 = 0;
    float s1 = 0;
    float s2 = 0;
    float s3 = 0;
    float s4 = 0;
    float s5 = 0;
    float s6 = 0;
    float s7 = 0;
    for (int p = 0; p < k; p++) {
      float x = a[at];
      s0 = FloatMath.fma(x, b[from], s0);
      s1 = FloatMath.fma(x, b[from + b1], s1);
      s2 = FloatMath.fma(x, b[from + b2], s2);
      s3 = FloatMath.fma(x, b[from + b3], s3);
      s4 = FloatMath.fma(x, b[from + b4], s4);
      s5 = FloatMath.fma(x, b[from + b5], s5);
      s6 = FloatMath.fma(x, b[from + b6], s6);
      s7 = FloatMath.fma(x, b[from + b7], s7);
      at += aColumn;
      from += bRow;
    }
    c[to] = s0;
    c[to + 1] = s1;
    c[to + 2] = s2;
    c[to + 3] = s3;
    c[to + 4] = s4;
    c[to + 5] = s5;
    c[to + 6] = s6;
    c[to + 7] = s7;
  }
}
