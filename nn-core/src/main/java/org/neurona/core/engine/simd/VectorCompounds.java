package org.neurona.core.engine.simd;

import static org.neurona.core.engine.CompoundFunction.GRAIN;
import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.neurona.core.engine.CompoundFunction;

/**
 * One loop over whole vectors for each {@link CompoundFunction}; each returns how many elements it has done. No fused
 * multiplication and addition, which would give other bits than the operations one by one.
 */
final class VectorCompounds {
  private VectorCompounds() {}

  static int rootStep(float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset, float s, float t,
      float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      FloatVector w = FloatVector.fromArray(SPECIES, c, cOffset + i);
      u.sub(v.mul(s).div(w.sqrt().add(t))).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int towardsSquare(float[] a, int aOffset, float[] b, int bOffset, float s, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.add(v.mul(v).sub(u).mul(s)).add(GRAIN).sub(GRAIN).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int towards(float[] a, int aOffset, float[] b, int bOffset, float s, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.add(v.sub(u).mul(s)).add(GRAIN).sub(GRAIN).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int minusScaled(float[] a, int aOffset, float[] b, int bOffset, float s, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.sub(v.mul(s)).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int whereGreater(float[] a, int aOffset, float[] b, int bOffset, float s, float[] y, int yOffset, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.mul(zero.blend(1, v.compare(VectorOperators.GT, s))).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int reluOfSum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.add(v).max(0).intoArray(y, yOffset + i);
    }
    return i;
  }
}
