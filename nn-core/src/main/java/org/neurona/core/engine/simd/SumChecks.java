package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;

/** What sums of products tell about their terms. */
final class SumChecks {
  private SumChecks() {}

  /**
   * Whether n elements are all finite. If sums are, all their terms are: what is infinite or no number stays so, whatever
   * is added.
   */
  static boolean areFinite(int n, float[] x, int at) {
    FloatVector sum = FloatVector.zero(SPECIES);
    int j = 0;
    for (; j <= n - LANES; j += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, at + j);
      // 0 where it is finite, NaN where not.
      sum = sum.add(v.sub(v));
    }
    boolean finite = sum.compare(VectorOperators.EQ, 0).allTrue();
    for (; j < n; j++) {
      finite &= Float.isFinite(x[at + j]);
    }
    return finite;
  }

  /** Whether one of some rows of n elements is -0; n is one or two vectors. */
  static boolean hasNegativeZero(int rows, int n, float[] x, int at, int row) {
    // As a whole number -0 is the least that there is.
    IntVector least = IntVector.zero(IntVector.SPECIES_PREFERRED);
    IntVector more = least;
    for (int i = 0; i < rows; i++, at += row) {
      least = least.min(FloatVector.fromArray(SPECIES, x, at).reinterpretAsInts());
      more = more.min(FloatVector.fromArray(SPECIES, x, at + n - LANES).reinterpretAsInts());
    }
    return least.min(more).compare(VectorOperators.EQ, Integer.MIN_VALUE).anyTrue();
  }
}
