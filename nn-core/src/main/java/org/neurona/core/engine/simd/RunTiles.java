package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link IndexedTiles} for an A whose elements stand side by side, as those do that a window sees in a line: element
 * (i, p) is {@code a[at + aRows[row + i] + p]}. Nothing has to be looked up in the loop, whose only index the compiler
 * then follows: it checks once that all is within the array.
 */
final class RunTiles {
  private static final int WIDE = 2 * LANES;

  private RunTiles() {}

  /** Up to 8 rows by two vectors. */
  static void wide8(int depth, float[] a, int at, int[] aRows, int row, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a0 = at + aRows[row];
    int a1 = at + aRows[row + Math.min(1, last)];
    int a2 = at + aRows[row + Math.min(2, last)];
    int a3 = at + aRows[row + Math.min(3, last)];
    int a4 = at + aRows[row + Math.min(4, last)];
    int a5 = at + aRows[row + Math.min(5, last)];
    int a6 = at + aRows[row + Math.min(6, last)];
    int a7 = at + aRows[row + Math.min(7, last)];
    int to0 = to + cRows[cRow];
    int to1 = to + cRows[cRow + Math.min(1, last)];
    int to2 = to + cRows[cRow + Math.min(2, last)];
    int to3 = to + cRows[cRow + Math.min(3, last)];
    int to4 = to + cRows[cRow + Math.min(4, last)];
    int to5 = to + cRows[cRow + Math.min(5, last)];
    int to6 = to + cRows[cRow + Math.min(6, last)];
    int to7 = to + cRows[cRow + Math.min(7, last)];
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    FloatVector c40 = FloatVector.zero(SPECIES);
    FloatVector c41 = FloatVector.zero(SPECIES);
    FloatVector c50 = FloatVector.zero(SPECIES);
    FloatVector c51 = FloatVector.zero(SPECIES);
    FloatVector c60 = FloatVector.zero(SPECIES);
    FloatVector c61 = FloatVector.zero(SPECIES);
    FloatVector c70 = FloatVector.zero(SPECIES);
    FloatVector c71 = FloatVector.zero(SPECIES);
    if (add) {
      c00 = FloatVector.fromArray(SPECIES, c, to0);
      c01 = FloatVector.fromArray(SPECIES, c, to0 + LANES);
      c10 = FloatVector.fromArray(SPECIES, c, to1);
      c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
      c20 = FloatVector.fromArray(SPECIES, c, to2);
      c21 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
      c30 = FloatVector.fromArray(SPECIES, c, to3);
      c31 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
      c40 = FloatVector.fromArray(SPECIES, c, to4);
      c41 = FloatVector.fromArray(SPECIES, c, to4 + LANES);
      c50 = FloatVector.fromArray(SPECIES, c, to5);
      c51 = FloatVector.fromArray(SPECIES, c, to5 + LANES);
      c60 = FloatVector.fromArray(SPECIES, c, to6);
      c61 = FloatVector.fromArray(SPECIES, c, to6 + LANES);
      c70 = FloatVector.fromArray(SPECIES, c, to7);
      c71 = FloatVector.fromArray(SPECIES, c, to7 + LANES);
    }
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * WIDE);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * WIDE + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[a2 + p]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[a3 + p]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      v = FloatVector.broadcast(SPECIES, a[a4 + p]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      v = FloatVector.broadcast(SPECIES, a[a5 + p]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      v = FloatVector.broadcast(SPECIES, a[a6 + p]);
      c60 = v.fma(b0, c60);
      c61 = v.fma(b1, c61);
      v = FloatVector.broadcast(SPECIES, a[a7 + p]);
      c70 = v.fma(b0, c70);
      c71 = v.fma(b1, c71);
    }
    c00.intoArray(c, to0);
    c01.intoArray(c, to0 + LANES);
    c10.intoArray(c, to1);
    c11.intoArray(c, to1 + LANES);
    c20.intoArray(c, to2);
    c21.intoArray(c, to2 + LANES);
    c30.intoArray(c, to3);
    c31.intoArray(c, to3 + LANES);
    c40.intoArray(c, to4);
    c41.intoArray(c, to4 + LANES);
    c50.intoArray(c, to5);
    c51.intoArray(c, to5 + LANES);
    c60.intoArray(c, to6);
    c61.intoArray(c, to6 + LANES);
    c70.intoArray(c, to7);
    c71.intoArray(c, to7 + LANES);
  }

  /** Up to 4 rows by two vectors. */
  static void wide4(int depth, float[] a, int at, int[] aRows, int row, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a0 = at + aRows[row];
    int a1 = at + aRows[row + Math.min(1, last)];
    int a2 = at + aRows[row + Math.min(2, last)];
    int a3 = at + aRows[row + Math.min(3, last)];
    int to0 = to + cRows[cRow];
    int to1 = to + cRows[cRow + Math.min(1, last)];
    int to2 = to + cRows[cRow + Math.min(2, last)];
    int to3 = to + cRows[cRow + Math.min(3, last)];
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    if (add) {
      c00 = FloatVector.fromArray(SPECIES, c, to0);
      c01 = FloatVector.fromArray(SPECIES, c, to0 + LANES);
      c10 = FloatVector.fromArray(SPECIES, c, to1);
      c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
      c20 = FloatVector.fromArray(SPECIES, c, to2);
      c21 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
      c30 = FloatVector.fromArray(SPECIES, c, to3);
      c31 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
    }
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * WIDE);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * WIDE + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + p]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[a1 + p]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[a2 + p]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[a3 + p]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
    }
    c00.intoArray(c, to0);
    c01.intoArray(c, to0 + LANES);
    c10.intoArray(c, to1);
    c11.intoArray(c, to1 + LANES);
    c20.intoArray(c, to2);
    c21.intoArray(c, to2 + LANES);
    c30.intoArray(c, to3);
    c31.intoArray(c, to3 + LANES);
  }

  /** Up to 8 rows by one vector. */
  static void narrow8(int depth, float[] a, int at, int[] aRows, int row, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a0 = at + aRows[row];
    int a1 = at + aRows[row + Math.min(1, last)];
    int a2 = at + aRows[row + Math.min(2, last)];
    int a3 = at + aRows[row + Math.min(3, last)];
    int a4 = at + aRows[row + Math.min(4, last)];
    int a5 = at + aRows[row + Math.min(5, last)];
    int a6 = at + aRows[row + Math.min(6, last)];
    int a7 = at + aRows[row + Math.min(7, last)];
    int to0 = to + cRows[cRow];
    int to1 = to + cRows[cRow + Math.min(1, last)];
    int to2 = to + cRows[cRow + Math.min(2, last)];
    int to3 = to + cRows[cRow + Math.min(3, last)];
    int to4 = to + cRows[cRow + Math.min(4, last)];
    int to5 = to + cRows[cRow + Math.min(5, last)];
    int to6 = to + cRows[cRow + Math.min(6, last)];
    int to7 = to + cRows[cRow + Math.min(7, last)];
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector c4 = FloatVector.zero(SPECIES);
    FloatVector c5 = FloatVector.zero(SPECIES);
    FloatVector c6 = FloatVector.zero(SPECIES);
    FloatVector c7 = FloatVector.zero(SPECIES);
    if (add) {
      c0 = FloatVector.fromArray(SPECIES, c, to0);
      c1 = FloatVector.fromArray(SPECIES, c, to1);
      c2 = FloatVector.fromArray(SPECIES, c, to2);
      c3 = FloatVector.fromArray(SPECIES, c, to3);
      c4 = FloatVector.fromArray(SPECIES, c, to4);
      c5 = FloatVector.fromArray(SPECIES, c, to5);
      c6 = FloatVector.fromArray(SPECIES, c, to6);
      c7 = FloatVector.fromArray(SPECIES, c, to7);
    }
    for (int p = 0; p < depth; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, from + p * LANES);
      c0 = v.fma(FloatVector.broadcast(SPECIES, a[a0 + p]), c0);
      c1 = v.fma(FloatVector.broadcast(SPECIES, a[a1 + p]), c1);
      c2 = v.fma(FloatVector.broadcast(SPECIES, a[a2 + p]), c2);
      c3 = v.fma(FloatVector.broadcast(SPECIES, a[a3 + p]), c3);
      c4 = v.fma(FloatVector.broadcast(SPECIES, a[a4 + p]), c4);
      c5 = v.fma(FloatVector.broadcast(SPECIES, a[a5 + p]), c5);
      c6 = v.fma(FloatVector.broadcast(SPECIES, a[a6 + p]), c6);
      c7 = v.fma(FloatVector.broadcast(SPECIES, a[a7 + p]), c7);
    }
    c0.intoArray(c, to0);
    c1.intoArray(c, to1);
    c2.intoArray(c, to2);
    c3.intoArray(c, to3);
    c4.intoArray(c, to4);
    c5.intoArray(c, to5);
    c6.intoArray(c, to6);
    c7.intoArray(c, to7);
  }
}
