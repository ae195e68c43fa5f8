package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.VectorMatmul.PANEL;
import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Products of a single row with a matrix that {@link PackedMatmul} laid out. Each element of the matrix is used once, so
 * that reading it is all that takes time: its panels are read from start to end, two at a time, for a sum waits for the
 * one before it, and four that don't wait for each other take no longer than one.
 */
final class RowTimesPanels {
  private RowTimesPanels() {}

  /** The product; c has room for whole panels, or scratch is used. */
  static void multiply(int n, int k, float[] a, int aOffset, int aColumn, float[] packed, float[] c, int cOffset,
      float[] scratch) {
    if (n < PANEL && n != LANES) {
      // The only panel is wider than C.
      panel(k, n <= LANES, a, aOffset, aColumn, packed, 0, scratch, 0);
      System.arraycopy(scratch, 0, c, cOffset, n);
      return;
    }
    NonZeros lists = NonZeros.find(1, n, k, 1, k, a, aOffset, aColumn, aColumn);
    if (lists != null && PackedMatmul.isFinite(n, k, packed)) {
      multiplyListed(n, k, lists, a, aOffset, packed, c, cOffset);
      if (!hasNegativeZero(n, c, cOffset)) {
        return;
      }
    }
    int j = 0;
    for (; n - j > PANEL + LANES; j += 2 * PANEL) {
      fourVectors(k, a, aOffset, aColumn, packed, j * k, (j + PANEL) * k, c, cOffset + j,
          cOffset + PackedMatmul.firstColumn(n, j + PANEL));
    }
    if (n - j > PANEL) {
      threeVectors(k, a, aOffset, aColumn, packed, j * k, (j + PANEL) * k, c, cOffset + j, cOffset + n - LANES);
    } else if (n > j) {
      panel(k, n - j <= LANES, a, aOffset, aColumn, packed, j * k, c, cOffset + PackedMatmul.firstColumn(n, j));
    }
  }

  /**
   * The product without columns of A that are zero: the same bits but for sums that are -0, as in
   * {@link VectorMatmul#listedTile}.
   */
  private static void multiplyListed(int n, int k, NonZeros lists, float[] a, int at, float[] packed, float[] c,
      int cOffset) {
    int[] columns = lists.columns();
    int[] places = lists.places();
    int first = lists.start(0);
    int end = lists.end(0);
    int j = 0;
    for (; n - j > PANEL + LANES; j += 2 * PANEL) {
      ListedRow.fourVectors(columns, places, first, end, a, at, packed, j * k, (j + PANEL) * k, c, cOffset + j,
          cOffset + PackedMatmul.firstColumn(n, j + PANEL));
    }
    if (n - j > LANES) {
      ListedRow.twoVectors(columns, places, first, end, a, at, packed, j * k, c,
          cOffset + PackedMatmul.firstColumn(n, j));
      j += PANEL;
    }
    if (n > j) {
      ListedRow.oneVector(columns, places, first, end, a, at, packed, j * k, c,
          cOffset + PackedMatmul.firstColumn(n, j));
    }
  }

  /** Whether one of at least as many sums as a vector has is -0. */
  private static boolean hasNegativeZero(int n, float[] c, int at) {
    return SumChecks.hasNegativeZero(n / LANES, LANES, c, at, LANES)
        || SumChecks.hasNegativeZero(1, LANES, c, at + n - LANES, LANES);
  }

  private static void panel(int k, boolean narrow, float[] a, int at, int aColumn, float[] packed, int from, float[] c,
      int to) {
    if (narrow) {
      oneVector(k, a, at, aColumn, packed, from, c, to);
    } else {
      twoVectors(k, a, at, aColumn, packed, from, c, to);
    }
  }

  /** Two panels. */
  private static void fourVectors(int k, float[] a, int at, int aColumn, float[] packed, int first, int second,
      float[] c, int firstTo, int secondTo) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p * aColumn]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, first + p * PANEL), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, packed, first + p * PANEL + LANES), c1);
      c2 = v.fma(FloatVector.fromArray(SPECIES, packed, second + p * PANEL), c2);
      c3 = v.fma(FloatVector.fromArray(SPECIES, packed, second + p * PANEL + LANES), c3);
    }
    c0.intoArray(c, firstTo);
    c1.intoArray(c, firstTo + LANES);
    c2.intoArray(c, secondTo);
    c3.intoArray(c, secondTo + LANES);
  }

  /** A panel and a narrow one. */
  private static void threeVectors(int k, float[] a, int at, int aColumn, float[] packed, int first, int second,
      float[] c, int firstTo, int secondTo) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p * aColumn]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, first + p * PANEL), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, packed, first + p * PANEL + LANES), c1);
      c2 = v.fma(FloatVector.fromArray(SPECIES, packed, second + p * LANES), c2);
    }
    c0.intoArray(c, firstTo);
    c1.intoArray(c, firstTo + LANES);
    c2.intoArray(c, secondTo);
  }

  private static void twoVectors(int k, float[] a, int at, int aColumn, float[] packed, int from, float[] c, int to) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p * aColumn]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL), c0);
      c1 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * PANEL + LANES), c1);
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to + LANES);
  }

  private static void oneVector(int k, float[] a, int at, int aColumn, float[] packed, int from, float[] c, int to) {
    FloatVector c0 = FloatVector.zero(SPECIES);
    for (int p = 0; p < k; p++) {
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + p * aColumn]);
      c0 = v.fma(FloatVector.fromArray(SPECIES, packed, from + p * LANES), c0);
    }
    c0.intoArray(c, to);
  }
}
