package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * The innermost loops of the matrix product where most columns of a tile's rows of A are zero: p goes through a list of
 * the others, that of {@link NonZeros}. As in {@link MatmulTiles} the accumulators are plain locals, each by name, and
 * where there are fewer rows than the tile has, the last is computed several times over.
 *
 * <p>All have the same parameters. For q from {@code first} to before {@code end} the column p is
 * {@code columns[q]}, and element (i, p) of A is {@code a[at + i * aRow + places[q]]}; row p of B starts at
 * {@code b[from + p * width]}, width being that of the tile; row i of C starts at {@code c[to + i * cRow]} and is
 * continued if {@code add}, otherwise overwritten.
 */
final class ListedTiles {
  private static final int WIDE = 2 * LANES;

  private ListedTiles() {}

  /** Up to 8 rows by two vectors. */
  static void wide8(int[] columns, int[] places, int first, int end, float[] a, int at, int aRow,
      float[] b, int from, float[] c, int to, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a1 = at + Math.min(1, last) * aRow;
    int a2 = at + Math.min(2, last) * aRow;
    int a3 = at + Math.min(3, last) * aRow;
    int a4 = at + Math.min(4, last) * aRow;
    int a5 = at + Math.min(5, last) * aRow;
    int a6 = at + Math.min(6, last) * aRow;
    int a7 = at + Math.min(7, last) * aRow;
    int to1 = to + Math.min(1, last) * cRow;
    int to2 = to + Math.min(2, last) * cRow;
    int to3 = to + Math.min(3, last) * cRow;
    int to4 = to + Math.min(4, last) * cRow;
    int to5 = to + Math.min(5, last) * cRow;
    int to6 = to + Math.min(6, last) * cRow;
    int to7 = to + Math.min(7, last) * cRow;
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
      c00 = FloatVector.fromArray(SPECIES, c, to);
      c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
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
    for (int q = first; q < end; q++) {
      int p = columns[q];
      int place = places[q];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * WIDE);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * WIDE + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + place]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[a1 + place]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[a2 + place]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[a3 + place]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      v = FloatVector.broadcast(SPECIES, a[a4 + place]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      v = FloatVector.broadcast(SPECIES, a[a5 + place]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      v = FloatVector.broadcast(SPECIES, a[a6 + place]);
      c60 = v.fma(b0, c60);
      c61 = v.fma(b1, c61);
      v = FloatVector.broadcast(SPECIES, a[a7 + place]);
      c70 = v.fma(b0, c70);
      c71 = v.fma(b1, c71);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
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
  static void wide4(int[] columns, int[] places, int first, int end, float[] a, int at, int aRow,
      float[] b, int from, float[] c, int to, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a1 = at + Math.min(1, last) * aRow;
    int a2 = at + Math.min(2, last) * aRow;
    int a3 = at + Math.min(3, last) * aRow;
    int to1 = to + Math.min(1, last) * cRow;
    int to2 = to + Math.min(2, last) * cRow;
    int to3 = to + Math.min(3, last) * cRow;
    FloatVector c00 = FloatVector.zero(SPECIES);
    FloatVector c01 = FloatVector.zero(SPECIES);
    FloatVector c10 = FloatVector.zero(SPECIES);
    FloatVector c11 = FloatVector.zero(SPECIES);
    FloatVector c20 = FloatVector.zero(SPECIES);
    FloatVector c21 = FloatVector.zero(SPECIES);
    FloatVector c30 = FloatVector.zero(SPECIES);
    FloatVector c31 = FloatVector.zero(SPECIES);
    if (add) {
      c00 = FloatVector.fromArray(SPECIES, c, to);
      c01 = FloatVector.fromArray(SPECIES, c, to + LANES);
      c10 = FloatVector.fromArray(SPECIES, c, to1);
      c11 = FloatVector.fromArray(SPECIES, c, to1 + LANES);
      c20 = FloatVector.fromArray(SPECIES, c, to2);
      c21 = FloatVector.fromArray(SPECIES, c, to2 + LANES);
      c30 = FloatVector.fromArray(SPECIES, c, to3);
      c31 = FloatVector.fromArray(SPECIES, c, to3 + LANES);
    }
    for (int q = first; q < end; q++) {
      int p = columns[q];
      int place = places[q];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * WIDE);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * WIDE + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[at + place]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[a1 + place]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[a2 + place]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[a3 + place]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
    }
    c00.intoArray(c, to);
    c01.intoArray(c, to + LANES);
    c10.intoArray(c, to1);
    c11.intoArray(c, to1 + LANES);
    c20.intoArray(c, to2);
    c21.intoArray(c, to2 + LANES);
    c30.intoArray(c, to3);
    c31.intoArray(c, to3 + LANES);
  }

  /** Up to 8 rows by one vector. */
  static void narrow8(int[] columns, int[] places, int first, int end, float[] a, int at, int aRow,
      float[] b, int from, float[] c, int to, int cRow, int rows, boolean add) {
    int last = rows - 1;
    int a1 = at + Math.min(1, last) * aRow;
    int a2 = at + Math.min(2, last) * aRow;
    int a3 = at + Math.min(3, last) * aRow;
    int a4 = at + Math.min(4, last) * aRow;
    int a5 = at + Math.min(5, last) * aRow;
    int a6 = at + Math.min(6, last) * aRow;
    int a7 = at + Math.min(7, last) * aRow;
    int to1 = to + Math.min(1, last) * cRow;
    int to2 = to + Math.min(2, last) * cRow;
    int to3 = to + Math.min(3, last) * cRow;
    int to4 = to + Math.min(4, last) * cRow;
    int to5 = to + Math.min(5, last) * cRow;
    int to6 = to + Math.min(6, last) * cRow;
    int to7 = to + Math.min(7, last) * cRow;
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    FloatVector c4 = FloatVector.zero(SPECIES);
    FloatVector c5 = FloatVector.zero(SPECIES);
    FloatVector c6 = FloatVector.zero(SPECIES);
    FloatVector c7 = FloatVector.zero(SPECIES);
    if (add) {
      c0 = FloatVector.fromArray(SPECIES, c, to);
      c1 = FloatVector.fromArray(SPECIES, c, to1);
      c2 = FloatVector.fromArray(SPECIES, c, to2);
      c3 = FloatVector.fromArray(SPECIES, c, to3);
      c4 = FloatVector.fromArray(SPECIES, c, to4);
      c5 = FloatVector.fromArray(SPECIES, c, to5);
      c6 = FloatVector.fromArray(SPECIES, c, to6);
      c7 = FloatVector.fromArray(SPECIES, c, to7);
    }
    for (int q = first; q < end; q++) {
      int p = columns[q];
      int place = places[q];
      FloatVector v = FloatVector.fromArray(SPECIES, b, from + p * LANES);
      c0 = v.fma(FloatVector.broadcast(SPECIES, a[at + place]), c0);
      c1 = v.fma(FloatVector.broadcast(SPECIES, a[a1 + place]), c1);
      c2 = v.fma(FloatVector.broadcast(SPECIES, a[a2 + place]), c2);
      c3 = v.fma(FloatVector.broadcast(SPECIES, a[a3 + place]), c3);
      c4 = v.fma(FloatVector.broadcast(SPECIES, a[a4 + place]), c4);
      c5 = v.fma(FloatVector.broadcast(SPECIES, a[a5 + place]), c5);
      c6 = v.fma(FloatVector.broadcast(SPECIES, a[a6 + place]), c6);
      c7 = v.fma(FloatVector.broadcast(SPECIES, a[a7 + place]), c7);
    }
    c0.intoArray(c, to);
    c1.intoArray(c, to1);
    c2.intoArray(c, to2);
    c3.intoArray(c, to3);
    c4.intoArray(c, to4);
    c5.intoArray(c, to5);
    c6.intoArray(c, to6);
    c7.intoArray(c, to7);
  }
}
