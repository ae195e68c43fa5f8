package org.neurona.core.engine.scalar;

import static org.neurona.core.engine.FloatMath.fma;

/**
 * The innermost loops of products: four rows of B are multiplied and added to two rows of C, or one. Each row is an
 * array of its own, for C2 makes vector code of a loop over several arrays only if it uses the same index in all.
 *
 * <p>The loops are as large as they can be. With less in them there are more loads and stores for each product; with
 * more, C2 of Java 17 doesn't unroll them, for it starts on none with over 60 nodes. It also takes products of
 * neighbouring elements for one vector if their factors are of the same kind and in the same order, though they are of
 * different rows, and then makes no vectors at all: hence the second row has its factors the other way round.
 */
final class RowLoops {
  /** Rows of C that go together. */
  static final int ROWS = 2;
  /** Rows of B that go together. */
  static final int DEPTH = 4;

  private RowLoops() {}

  /**
   * Adds four rows of B to two rows of C, of n elements each. Row q of B has the factor {@code a[at0 + pq]} in the first
   * row of C and {@code a[at1 + pq]} in the second.
   */
  static void addToTwo(int n, float[] a, int at0, int at1, int p0, int p1, int p2, int p3, float[] b0, float[] b1,
      float[] b2, float[] b3, float[] c0, float[] c1) {
    float a00 = a[at0 + p0];
    float a01 = a[at0 + p1];
    float a02 = a[at0 + p2];
    float a03 = a[at0 + p3];
    float a10 = a[at1 + p0];
    float a11 = a[at1 + p1];
    float a12 = a[at1 + p2];
    float a13 = a[at1 + p3];
    for (int j = 0; j < n; j++) {
      float x0 = b0[j];
      float x1 = b1[j];
      float x2 = b2[j];
      float x3 = b3[j];
      c0[j] = fma(a03, x3, fma(a02, x2, fma(a01, x1, fma(a00, x0, c0[j]))));
      c1[j] = fma(x3, a13, fma(x2, a12, fma(x1, a11, fma(x0, a10, c1[j]))));
    }
  }

  /** Adds four rows of B, times the elements {@code a[at + pq]}, to a row of C. */
  static void addToOne(int n, float[] a, int at, int p0, int p1, int p2, int p3, float[] b0, float[] b1, float[] b2,
      float[] b3, float[] c) {
    float a0 = a[at + p0];
    float a1 = a[at + p1];
    float a2 = a[at + p2];
    float a3 = a[at + p3];
    for (int j = 0; j < n; j++) {
      c[j] = fma(a3, b3[j], fma(a2, b2[j], fma(a1, b1[j], fma(a0, b0[j], c[j]))));
    }
  }
}
