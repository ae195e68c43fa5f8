package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * {@link IndexedTiles} that are new and done at once: the bias is added to what is in registers, and what is then below
 * a floor becomes it, before it is stored. Where there is little to sum, as in the first layer of a network for images,
 * going over the tile once more takes as long as the sum.
 *
 * <p>The parameters are those of {@link IndexedTiles}, without {@code column} and {@code add}; the bias starts at {@code
 * bias[biasAt]}, and the floor is 0 for relu, negative infinity for nothing.
 */
final class BiasedTiles {
  private static final int WIDE = 2 * LANES;

  private BiasedTiles() {}

  /** Up to 8 rows by two vectors. */
  static void wide8(int depth, float[] a, int at, int[] aRows, int row, int[] aColumns, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, float[] bias, int biasAt, float floor) {
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
    for (int p = 0; p < depth; p++) {
      int shift = aColumns[p];
      FloatVector b0 = FloatVector.fromArray(SPECIES, b, from + p * WIDE);
      FloatVector b1 = FloatVector.fromArray(SPECIES, b, from + p * WIDE + LANES);
      FloatVector v = FloatVector.broadcast(SPECIES, a[a0 + shift]);
      c00 = v.fma(b0, c00);
      c01 = v.fma(b1, c01);
      v = FloatVector.broadcast(SPECIES, a[a1 + shift]);
      c10 = v.fma(b0, c10);
      c11 = v.fma(b1, c11);
      v = FloatVector.broadcast(SPECIES, a[a2 + shift]);
      c20 = v.fma(b0, c20);
      c21 = v.fma(b1, c21);
      v = FloatVector.broadcast(SPECIES, a[a3 + shift]);
      c30 = v.fma(b0, c30);
      c31 = v.fma(b1, c31);
      v = FloatVector.broadcast(SPECIES, a[a4 + shift]);
      c40 = v.fma(b0, c40);
      c41 = v.fma(b1, c41);
      v = FloatVector.broadcast(SPECIES, a[a5 + shift]);
      c50 = v.fma(b0, c50);
      c51 = v.fma(b1, c51);
      v = FloatVector.broadcast(SPECIES, a[a6 + shift]);
      c60 = v.fma(b0, c60);
      c61 = v.fma(b1, c61);
      v = FloatVector.broadcast(SPECIES, a[a7 + shift]);
      c70 = v.fma(b0, c70);
      c71 = v.fma(b1, c71);
    }
    FloatVector bias0 = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector bias1 = FloatVector.fromArray(SPECIES, bias, biasAt + LANES);
    FloatVector least = FloatVector.broadcast(SPECIES, floor);
    c00.add(bias0).max(least).intoArray(c, to0);
    c01.add(bias1).max(least).intoArray(c, to0 + LANES);
    c10.add(bias0).max(least).intoArray(c, to1);
    c11.add(bias1).max(least).intoArray(c, to1 + LANES);
    c20.add(bias0).max(least).intoArray(c, to2);
    c21.add(bias1).max(least).intoArray(c, to2 + LANES);
    c30.add(bias0).max(least).intoArray(c, to3);
    c31.add(bias1).max(least).intoArray(c, to3 + LANES);
    c40.add(bias0).max(least).intoArray(c, to4);
    c41.add(bias1).max(least).intoArray(c, to4 + LANES);
    c50.add(bias0).max(least).intoArray(c, to5);
    c51.add(bias1).max(least).intoArray(c, to5 + LANES);
    c60.add(bias0).max(least).intoArray(c, to6);
    c61.add(bias1).max(least).intoArray(c, to6 + LANES);
    c70.add(bias0).max(least).intoArray(c, to7);
    c71.add(bias1).max(least).intoArray(c, to7 + LANES);
  }

  /** Up to 8 rows by one vector. */
  static void narrow8(int depth, float[] a, int at, int[] aRows, int row, int[] aColumns, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, float[] bias, int biasAt, float floor) {
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
    for (int p = 0; p < depth; p++) {
      int shift = aColumns[p];
      FloatVector v = FloatVector.fromArray(SPECIES, b, from + p * LANES);
      c0 = v.fma(FloatVector.broadcast(SPECIES, a[a0 + shift]), c0);
      c1 = v.fma(FloatVector.broadcast(SPECIES, a[a1 + shift]), c1);
      c2 = v.fma(FloatVector.broadcast(SPECIES, a[a2 + shift]), c2);
      c3 = v.fma(FloatVector.broadcast(SPECIES, a[a3 + shift]), c3);
      c4 = v.fma(FloatVector.broadcast(SPECIES, a[a4 + shift]), c4);
      c5 = v.fma(FloatVector.broadcast(SPECIES, a[a5 + shift]), c5);
      c6 = v.fma(FloatVector.broadcast(SPECIES, a[a6 + shift]), c6);
      c7 = v.fma(FloatVector.broadcast(SPECIES, a[a7 + shift]), c7);
    }
    FloatVector bias0 = FloatVector.fromArray(SPECIES, bias, biasAt);
    FloatVector least = FloatVector.broadcast(SPECIES, floor);
    c0.add(bias0).max(least).intoArray(c, to0);
    c1.add(bias0).max(least).intoArray(c, to1);
    c2.add(bias0).max(least).intoArray(c, to2);
    c3.add(bias0).max(least).intoArray(c, to3);
    c4.add(bias0).max(least).intoArray(c, to4);
    c5.add(bias0).max(least).intoArray(c, to5);
    c6.add(bias0).max(least).intoArray(c, to6);
    c7.add(bias0).max(least).intoArray(c, to7);
  }
}
