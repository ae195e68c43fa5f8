package org.neurona.core.engine.scalar;

import static org.neurona.core.engine.FloatMath.fma;

import org.neurona.core.engine.FloatMath;

/**
 * The functions built on {@code e^x} for a stretch, in the operations of {@link FloatMath} and their order, but in
 * several loops: C2 makes no vector code where bits of floats are read as integers, so that this has a loop to itself,
 * and on Java 17 none of loops that are long.
 */
final class ScalarExponentials {
  private ScalarExponentials() {}

  /** {@code x = e^x}. */
  static void exp(float[] x, float[] t, float[] q, int n) {
    for (int i = 0; i < n; i++) {
      x[i] = Math.min(Math.max(x[i], FloatMath.EXP_LOWEST), FloatMath.EXP_HIGHEST);
    }
    expOfClamped(x, t, q, n);
  }

  /** {@code x = 1 / (1 + e^-x)}. */
  static void sigmoid(float[] x, float[] t, float[] q, float[] e, int n) {
    for (int i = 0; i < n; i++) {
      e[i] = Math.max(-Math.abs(x[i]), FloatMath.EXP_LOWEST);
    }
    expOfClamped(e, t, q, n);
    for (int i = 0; i < n; i++) {
      x[i] = x[i] < 0 ? e[i] : 1;
    }
    for (int i = 0; i < n; i++) {
      x[i] = x[i] / (1 + e[i]);
    }
  }

  /** {@code x = tanh(x)}. */
  static void tanh(float[] x, float[] t, float[] q, float[] c, int n) {
    for (int i = 0; i < n; i++) {
      c[i] = Math.min(Math.abs(x[i]), FloatMath.TANH_HIGHEST) * 2;
    }
    reduce(c, t, n);
    expm1OfReduced(c, q, n);
    for (int i = 0; i < n; i++) {
      t[i] = FloatMath.powerOfTwo(Float.floatToRawIntBits(t[i]) - FloatMath.ROUNDING_BITS);
    }
    for (int i = 0; i < n; i++) {
      float e = fma(t[i], q[i], t[i] - 1);
      c[i] = e / (e + 2);
    }
    for (int i = 0; i < n; i++) {
      x[i] = FloatMath.withSignOf(c[i], x[i]);
    }
  }

  private static void expOfClamped(float[] x, float[] t, float[] q, int n) {
    reduce(x, t, n);
    expm1OfReduced(x, q, n);
    for (int i = 0; i < n; i++) {
      int exponent = Float.floatToRawIntBits(t[i]) - FloatMath.ROUNDING_BITS;
      int half = exponent >> 1;
      x[i] = (q[i] + 1) * FloatMath.powerOfTwo(half) * FloatMath.powerOfTwo(exponent - half);
    }
  }

  /** Leaves in t the exponent of 2 in the lowest bits, and in x the rest. */
  private static void reduce(float[] x, float[] t, int n) {
    for (int i = 0; i < n; i++) {
      t[i] = fma(x[i], FloatMath.LOG2_E, FloatMath.ROUNDING);
    }
    for (int i = 0; i < n; i++) {
      float whole = t[i] - FloatMath.ROUNDING;
      x[i] = fma(whole, -FloatMath.LN2_LOW, fma(whole, -FloatMath.LN2_HIGH, x[i]));
    }
  }

  private static void expm1OfReduced(float[] r, float[] q, int n) {
    for (int i = 0; i < n; i++) {
      q[i] = fma(fma(FloatMath.E4, r[i], FloatMath.E3), r[i], FloatMath.E2);
    }
    for (int i = 0; i < n; i++) {
      float p = fma(fma(q[i], r[i], FloatMath.E1), r[i], FloatMath.E0);
      q[i] = fma(r[i] * r[i], p, r[i]);
    }
  }
}
