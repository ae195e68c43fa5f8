package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.neurona.core.engine.FloatMath;

/**
 * One loop over whole vectors for each simple function; each returns how many elements it has done. The loops are alike
 * on purpose: an operation handed to a common loop would be called, and its vectors boxed, once for every vector.
 */
final class VectorArithmetic {
  private VectorArithmetic() {}

  static int negative(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.neg().intoArray(y, yOffset + i);
    }
    return i;
  }

  static int abs(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.abs().intoArray(y, yOffset + i);
    }
    return i;
  }

  static int sign(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.blend(1, v.compare(VectorOperators.GT, 0)).blend(-1, v.compare(VectorOperators.LT, 0))
          .intoArray(y, yOffset + i);
    }
    return i;
  }

  static int square(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.mul(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int sqrt(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.sqrt().intoArray(y, yOffset + i);
    }
    return i;
  }

  static int reciprocal(float[] x, int xOffset, float[] y, int yOffset, int n) {
    FloatVector one = FloatVector.broadcast(SPECIES, 1);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      one.div(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int relu(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.max(0).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int floor(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector size = v.abs();
      // Rounds to even and takes the sign back, so that -0 stays; then one down where that went up.
      IntVector sign = v.reinterpretAsInts().and(Integer.MIN_VALUE);
      FloatVector whole = size.add(FloatMath.WHOLE)
          .sub(FloatMath.WHOLE)
          .reinterpretAsInts()
          .or(sign)
          .reinterpretAsFloats();
      whole = whole.blend(whole.sub(1), whole.compare(VectorOperators.GT, v));
      v.blend(whole, size.compare(VectorOperators.LT, FloatMath.WHOLE))
          .intoArray(y, yOffset + i);
    }
    return i;
  }

  static int add(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.add(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int subtract(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.sub(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int multiply(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.mul(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int divide(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.div(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int maximum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.max(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int minimum(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      u.min(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int greater(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      zero.blend(1, u.compare(VectorOperators.GT, v))
          .intoArray(y, yOffset + i);
    }
    return i;
  }

  static int greaterEqual(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      zero.blend(1, u.compare(VectorOperators.GE, v))
          .intoArray(y, yOffset + i);
    }
    return i;
  }

  static int equal(float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n) {
    FloatVector zero = FloatVector.zero(SPECIES);
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector u = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector v = FloatVector.fromArray(SPECIES, b, bOffset + i);
      zero.blend(1, u.compare(VectorOperators.EQ, v))
          .intoArray(y, yOffset + i);
    }
    return i;
  }

  static int select(float[] condition, int conditionOffset, float[] a, int aOffset, float[] b, int bOffset, float[] y,
      int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector test = FloatVector.fromArray(SPECIES, condition, conditionOffset + i);
      FloatVector yes = FloatVector.fromArray(SPECIES, a, aOffset + i);
      FloatVector no = FloatVector.fromArray(SPECIES, b, bOffset + i);
      yes.blend(no, test.compare(VectorOperators.EQ, 0))
          .intoArray(y, yOffset + i);
    }
    return i;
  }
}
