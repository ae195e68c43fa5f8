package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Sum and maximum of at least one vector of elements. */
final class VectorReductions {
  private VectorReductions() {}

  static float sum(float[] x, int offset, int n) {
    // Four sums hide the latency of an addition; lanes are added in an order of our own, for that of the API is open.
    FloatVector s0 = FloatVector.zero(SPECIES);
    FloatVector s1 = s0;
    FloatVector s2 = s0;
    FloatVector s3 = s0;
    int i = 0;
    for (; i <= n - 4 * LANES; i += 4 * LANES) {
      int at = offset + i;
      s0 = s0.add(FloatVector.fromArray(SPECIES, x, at));
      s1 = s1.add(FloatVector.fromArray(SPECIES, x, at + LANES));
      s2 = s2.add(FloatVector.fromArray(SPECIES, x, at + 2 * LANES));
      s3 = s3.add(FloatVector.fromArray(SPECIES, x, at + 3 * LANES));
    }
    FloatVector total = s0.add(s1).add(s2.add(s3));
    for (; i <= n - LANES; i += LANES) {
      total = total.add(FloatVector.fromArray(SPECIES, x, offset + i));
    }
    float sum = sumOfLanes(total);
    for (; i < n; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  private static float sumOfLanes(FloatVector v) {
    float[] lanes = v.toArray();
    for (int width = LANES / 2; width > 0; width /= 2) {
      for (int i = 0; i < width; i++) {
        lanes[i] += lanes[i + width];
      }
    }
    return lanes[0];
  }

  static float max(float[] x, int offset, int n) {
    FloatVector m0 = FloatVector.fromArray(SPECIES, x, offset);
    FloatVector m1 = m0;
    int i = 0;
    for (; i <= n - 2 * LANES; i += 2 * LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, offset + i));
      m1 = m1.max(FloatVector.fromArray(SPECIES, x, offset + i + LANES));
    }
    // The last vector may overlap what was seen.
    m0 = m0.max(m1).max(FloatVector.fromArray(SPECIES, x, offset + n - LANES));
    if (i <= n - LANES) {
      m0 = m0.max(FloatVector.fromArray(SPECIES, x, offset + i));
    }
    return m0.reduceLanes(VectorOperators.MAX);
  }
}
