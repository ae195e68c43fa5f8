package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/** What comes behind a product, done to rows that are still in the nearest cache. */
final class RowEpilogue {
  private RowEpilogue() {}

  /** Adds the bias, unless it is null, to n elements of a row, and takes relu of them if so wanted. */
  static void apply(int n, float[] c, int at, float[] bias, int biasAt, boolean relu) {
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      FloatVector value = FloatVector.fromArray(SPECIES, c, at + j);
      value = bias != null ? value.add(FloatVector.fromArray(SPECIES, bias, biasAt + j)) : value;
      value = relu ? value.max(0) : value;
      value.intoArray(c, at + j);
    }
    for (; j < n; j++) {
      float value = bias != null ? c[at + j] + bias[biasAt + j] : c[at + j];
      c[at + j] = relu ? Math.max(value, 0) : value;
    }
  }
}
