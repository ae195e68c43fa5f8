package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Loops over what windows see, channel by channel. Each runs over whole vectors of channels. */
final class VectorWindows {
  private VectorWindows() {}

  /** Four rows of a product at a time share what they are multiplied with. */
  static void channelProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b,
      int bOffset, int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset,
      boolean relu) {
    for (int j = 0; j <= n - LANES; j += LANES) {
      for (int i = 0; i < m; i += 4) {
        fourRows(i, Math.min(4, m - i), k, a, aOffset + j, aRows, aColumns, b, bOffset + j, bRows, c, cOffset + j,
            cRows, add, bias, biasOffset + j, relu);
      }
    }
  }

  private static void fourRows(int row, int rows, int k, float[] a, int at, int[] aRows, int[] aColumns,
      float[] b, int from, int[] bRows, float[] c, int to, int[] cRows, boolean add, float[] bias, int biasAt,
      boolean relu) {
    int r1 = row + Math.min(1, rows - 1);
    int r2 = row + Math.min(2, rows - 1);
    int r3 = row + Math.min(3, rows - 1);
    int a0 = at + aRows[row];
    int a1 = at + aRows[r1];
    int a2 = at + aRows[r2];
    int a3 = at + aRows[r3];
    int to0 = to + cRows[row];
    int to1 = to + cRows[r1];
    int to2 = to + cRows[r2];
    int to3 = to + cRows[r3];
    FloatVector c0 = FloatVector.zero(SPECIES);
    FloatVector c1 = FloatVector.zero(SPECIES);
    FloatVector c2 = FloatVector.zero(SPECIES);
    FloatVector c3 = FloatVector.zero(SPECIES);
    if (add) {
      c0 = FloatVector.fromArray(SPECIES, c, to0);
      c1 = FloatVector.fromArray(SPECIES, c, to1);
      c2 = FloatVector.fromArray(SPECIES, c, to2);
      c3 = FloatVector.fromArray(SPECIES, c, to3);
    }
    for (int p = 0; p < k; p++) {
      int shift = aColumns[p];
      FloatVector v = FloatVector.fromArray(SPECIES, b, from + bRows[p]);
      c0 = FloatVector.fromArray(SPECIES, a, a0 + shift).fma(v, c0);
      c1 = FloatVector.fromArray(SPECIES, a, a1 + shift).fma(v, c1);
      c2 = FloatVector.fromArray(SPECIES, a, a2 + shift).fma(v, c2);
      c3 = FloatVector.fromArray(SPECIES, a, a3 + shift).fma(v, c3);
    }
    if (bias != null) {
      FloatVector v = FloatVector.fromArray(SPECIES, bias, biasAt);
      c0 = c0.add(v);
      c1 = c1.add(v);
      c2 = c2.add(v);
      c3 = c3.add(v);
    }
    if (relu) {
      c0 = c0.max(0);
      c1 = c1.max(0);
      c2 = c2.max(0);
      c3 = c3.max(0);
    }
    c0.intoArray(c, to0);
    c1.intoArray(c, to1);
    c2.intoArray(c, to2);
    c3.intoArray(c, to3);
  }

  static void largest(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] y, int yOffset,
      int[] yRows) {
    for (int i = 0; i < m; i++) {
      int at = xOffset + windows[i];
      int to = yOffset + yRows[i];
      for (int j = 0; j <= n - LANES; j += LANES) {
        FloatVector largest = FloatVector.fromArray(SPECIES, x, at + j + taps[0]);
        for (int p = 1; p < k; p++) {
          largest = largest.max(FloatVector.fromArray(SPECIES, x, at + j + taps[p]));
        }
        largest.intoArray(y, to + j);
      }
    }
  }

  static void largestGradient(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] g,
      int gOffset, int[] gRows, float[] y, int yOffset) {
    for (int i = 0; i < m; i++) {
      int at = xOffset + windows[i];
      int from = gOffset + gRows[i];
      int to = yOffset + windows[i];
      for (int j = 0; j <= n - LANES; j += LANES) {
        FloatVector largest = FloatVector.fromArray(SPECIES, x, at + j + taps[0]);
        for (int p = 1; p < k; p++) {
          largest = largest.max(FloatVector.fromArray(SPECIES, x, at + j + taps[p]));
        }
        // What is left of the gradient goes to the first that is not less: 0, then, is left for the others.
        FloatVector left = FloatVector.fromArray(SPECIES, g, from + j);
        for (int p = 0; p < k; p++) {
          FloatVector v = FloatVector.fromArray(SPECIES, x, at + j + taps[p]);
          FloatVector sum = FloatVector.fromArray(SPECIES, y, to + j + taps[p]);
          sum.add(left.blend(0, v.compare(VectorOperators.LT, largest)))
              .intoArray(y, to + j + taps[p]);
          left = FloatVector.zero(SPECIES).blend(left, v.compare(VectorOperators.LT, largest));
        }
      }
    }
  }
}
