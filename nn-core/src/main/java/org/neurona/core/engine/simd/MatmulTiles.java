package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of the matrix product: a few rows of C by one or two vectors stay in registers while p goes
 * through the depth. The accumulators are plain locals, each by name: an array of vectors, a mask or a lambda in here
 * would put every vector on the heap.
 *
 * <p>All have the same parameters. Element (i, p) of A is {@code a[at + i * aRow + p * aColumn]}; row p of B starts at
 * {@code b[from + p * bRow]} and is also written to {@code copy} from {@link #COPY} on, unless that is null; row i of C
 * starts at {@code c[to + i * cRow]} and is continued if {@code add}, otherwise overwritten. Where there are fewer rows
 * than the tile has, the last is computed several times over: that needs no other code and changes nothing.
 */
final class MatmulTiles {
  /** Where the copy of B starts in its array. */
  static final int COPY = 8 * 2 * LANES;

  private MatmulTiles() {}

  /** Up to 8 rows by two vectors. */
  static void wide8(int depth, float[] a, int at, int aRow, int aColumn, float[] b, int from, int bRow, float[] copy,
      float[] c, int to, int cRow, int rows, boolean add) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int r6 = Math.min(6, rows - 1);
    int r7 = Math.min(7, rows - 1);
    int a1 = r1 * aRow;
    int a2 = r2 * aRow;
    int a3 = r3 * aRow;
    int a4 = r4 * aRow;
    int a5 = r5 * aRow;
    int a6 = r6 * aRow;
    int a7 = r7 * aRow;
    int to0 = to;
    int to1 = to + r1 * cRow;
    int to2 = to + r2 * cRow;
    int to3 = to + r3 * cRow;
    int to4 = to + r4 * cRow;
    int to5 = to + r5 * cRow;
    int to6 = to + r6 * cRow;
    int to7 = to + r7 * cRow;
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
    int copied = COPY;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
      from += bRow;
      if (copy != null) {
        b0.intoArray(copy, copied);
        b1.intoArray(copy, copied + LANES);
        copied += 2 * LANES;
      }
      FloatVector v = FloatVector.broadcast(SPECIES, a[at]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[at + a1]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[at + a2]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[at + a3]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      v = FloatVector.broadcast(SPECIES, a[at + a4]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      v = FloatVector.broadcast(SPECIES, a[at + a5]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      v = FloatVector.broadcast(SPECIES, a[at + a6]);
      c60 = v.fma(b0, c60);
      c61 = v.fma(b1, c61);
      v = FloatVector.broadcast(SPECIES, a[at + a7]);
      c70 = v.fma(b0, c70);
      c71 = v.fma(b1, c71);
      at += aColumn;
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
  static void wide4(int depth, float[] a, int at, int aRow, int aColumn, float[] b, int from, int bRow, float[] copy,
      float[] c, int to, int cRow, int rows, boolean add) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int a1 = r1 * aRow;
    int a2 = r2 * aRow;
    int a3 = r3 * aRow;
    int to0 = to;
    int to1 = to + r1 * cRow;
    int to2 = to + r2 * cRow;
    int to3 = to + r3 * cRow;
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
    int copied = COPY;
    for (int p = 0; p < depth; p++) {
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + LANES);
      from += bRow;
      if (copy != null) {
        b0.intoArray(copy, copied);
        b1.intoArray(copy, copied + LANES);
        copied += 2 * LANES;
      }
      FloatVector v = FloatVector.broadcast(SPECIES, a[at]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[at + a1]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[at + a2]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[at + a3]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      at += aColumn;
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
  static void narrow8(int depth, float[] a, int at, int aRow, int aColumn, float[] b, int from, int bRow, float[] copy,
      float[] c, int to, int cRow, int rows, boolean add) {
    int r1 = Math.min(1, rows - 1);
    int r2 = Math.min(2, rows - 1);
    int r3 = Math.min(3, rows - 1);
    int r4 = Math.min(4, rows - 1);
    int r5 = Math.min(5, rows - 1);
    int r6 = Math.min(6, rows - 1);
    int r7 = Math.min(7, rows - 1);
    int a1 = r1 * aRow;
    int a2 = r2 * aRow;
    int a3 = r3 * aRow;
    int a4 = r4 * aRow;
    int a5 = r5 * aRow;
    int a6 = r6 * aRow;
    int a7 = r7 * aRow;
    int to0 = to;
    int to1 = to + r1 * cRow;
    int to2 = to + r2 * cRow;
    int to3 = to + r3 * cRow;
    int to4 = to + r4 * cRow;
    int to5 = to + r5 * cRow;
    int to6 = to + r6 * cRow;
    int to7 = to + r7 * cRow;
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
    int copied = COPY;
    for (int p = 0; p < depth; p++) {
      FloatVector v = FloatVector.fromArray(SPECIES, b, from);
      from += bRow;
      if (copy != null) {
        v.intoArray(copy, copied);
        copied += LANES;
      }
      c0 = v.fma(FloatVector.broadcast(SPECIES, a[at]), c0);
      c1 = v.fma(FloatVector.broadcast(SPECIES, a[at + a1]), c1);
      c2 = v.fma(FloatVector.broadcast(SPECIES, a[at + a2]), c2);
      c3 = v.fma(FloatVector.broadcast(SPECIES, a[at + a3]), c3);
      c4 = v.fma(FloatVector.broadcast(SPECIES, a[at + a4]), c4);
      c5 = v.fma(FloatVector.broadcast(SPECIES, a[at + a5]), c5);
      c6 = v.fma(FloatVector.broadcast(SPECIES, a[at + a6]), c6);
      c7 = v.fma(FloatVector.broadcast(SPECIES, a[at + a7]), c7);
      at += aColumn;
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
