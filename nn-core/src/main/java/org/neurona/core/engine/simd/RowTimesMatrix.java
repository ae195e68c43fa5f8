package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.neurona.core.engine.FloatMath;

/**
 * Products of a single row with a matrix: each element of B is used once, so that it is read in order and not copied.
 */
final class RowTimesMatrix {
  private RowTimesMatrix() {}

  /** Adds rows of B, four at a time, to the row of C, which stays in the nearest cache. */
  static void multiply(int n, int k, float[] a, int aOffset, int aColumn, float[] b, int bOffset, int bRow, float[] c,
      int cOffset) {
    Arrays.fill(c, cOffset, cOffset + n, 0);
    int p = 0;
    for (; p <= k - 4; p += 4) {
      int at = aOffset + p * aColumn;
      addFour(n, a[at], a[at + aColumn], a[at + 2 * aColumn], a[at + 3 * aColumn], b, bOffset + p * bRow, bRow, c,
          cOffset);
    }
    for (; p < k; p++) {
      addOne(n, a[aOffset + p * aColumn], b, bOffset + p * bRow, c, cOffset);
    }
  }

  private static void addFour(int n, float a0, float a1, float a2, float a3, float[] b, int from, int bRow, float[] c,
      int to) {
    FloatVector v0 = FloatVector.broadcast(SPECIES, a0);
    FloatVector v1 = FloatVector.broadcast(SPECIES, a1);
    FloatVector v2 = FloatVector.broadcast(SPECIES, a2);
    FloatVector v3 = FloatVector.broadcast(SPECIES, a3);
    int from1 = from + bRow;
    int from2 = from1 + bRow;
    int from3 = from2 + bRow;
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      FloatVector sum = FloatVector.fromArray(SPECIES, c, to + j);
      sum = v0.fma(FloatVector.fromArray(SPECIES, b, from + j), sum);
      sum = v1.fma(FloatVector.fromArray(SPECIES, b, from1 + j), sum);
      sum = v2.fma(FloatVector.fromArray(SPECIES, b, from2 + j), sum);
      sum = v3.fma(FloatVector.fromArray(SPECIES, b, from3 + j), sum);
      sum.intoArray(c, to + j);
    }
    for (; j < n; j++) {
      float sum = FloatMath.fma(a1, b[from1 + j], FloatMath.fma(a0, b[from + j], c[to + j]));
      c[to + j] = FloatMath.fma(a3, b[from3 + j], FloatMath.fma(a2, b[from2 + j], sum));
    }
  }

  private static void addOne(int n, float a, float[] b, int from, float[] c, int to) {
    FloatVector v = FloatVector.broadcast(SPECIES, a);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      v.fma(FloatVector.fromArray(SPECIES, b, from + j), FloatVector.fromArray(SPECIES, c, to + j))
          .intoArray(c, to + j);
    }
    for (; j < n; j++) {
      c[to + j] = FloatMath.fma(a, b[from + j], c[to + j]);
    }
  }
}
