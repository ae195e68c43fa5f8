package org.neurona.core.engine.simd;

import static jdk.incubator.vector.FloatVector.broadcast;
import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import org.neurona.core.engine.FloatMath;
import org.neurona.core.engine.scalar.Stage;

/**
 * The functions of {@link FloatMath} on whole vectors: the same operations in the same order. Each loop returns how
 * many elements it has done.
 *
 * <p>C2 stops inlining our methods, though not those of the Vector API, when a loop has some 18,000 nodes, and vectors
 * that are passed to a method go through the heap: hence few calls, early ones, and two loops for the longest
 * functions.
 */
final class VectorMath {
  private VectorMath() {}

  static int exp(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      exp(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int expm1(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      expm1(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int log(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      log(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int log1p(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      log1p(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int tanh(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      tanh(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  static int sigmoid(float[] x, int xOffset, float[] y, int yOffset, int n) {
    int i = 0;
    for (; i <= n - LANES; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      sigmoid(v).intoArray(y, yOffset + i);
    }
    return i;
  }

  /** In two loops over short stretches. */
  static int softplus(float[] x, int xOffset, float[] y, int yOffset, int n) {
    float[] e = Stage.of(0);
    int whole = n - n % LANES;
    for (int done = 0; done < whole; done += Stage.LENGTH) {
      int length = Math.min(whole - done, Stage.LENGTH);
      expOfNegative(x, xOffset + done, e, length);
      addLog1p(e, x, xOffset + done, y, yOffset + done, length);
    }
    return whole;
  }

  private static void expOfNegative(float[] x, int xOffset, float[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      expOfClamped(v.abs().neg().max(FloatMath.EXP_LOWEST)).intoArray(y, i);
    }
  }

  private static void addLog1p(float[] e, float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      v.max(0).add(log1pOfRegular(FloatVector.fromArray(SPECIES, e, i))).intoArray(y, yOffset + i);
    }
  }

  /** In two loops over short stretches. */
  static int erf(float[] x, int xOffset, float[] y, int yOffset, int n) {
    float[] far = Stage.of(0);
    int whole = n - n % LANES;
    for (int done = 0; done < whole; done += Stage.LENGTH) {
      int length = Math.min(whole - done, Stage.LENGTH);
      erfFar(x, xOffset + done, far, length);
      erfNear(far, x, xOffset + done, y, yOffset + done, length);
    }
    return whole;
  }

  private static FloatVector exp(FloatVector x) {
    return expOfClamped(x.max(FloatMath.EXP_LOWEST).min(FloatMath.EXP_HIGHEST));
  }

  private static FloatVector expOfClamped(FloatVector x) {
    FloatVector t = rounded(x);
    FloatVector y = expm1OfReduced(reduced(x, t)).add(1);
    IntVector exponent = t.reinterpretAsInts().sub(FloatMath.ROUNDING_BITS);
    IntVector half = exponent.lanewise(VectorOperators.ASHR, 1);
    FloatVector first = half.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    FloatVector second = exponent.sub(half).add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
    return y.mul(first).mul(second);
  }

  /** {@code x / log(2)}, its whole part in the lowest bits. */
  private static FloatVector rounded(FloatVector x) {
    return x.fma(broadcast(SPECIES, FloatMath.LOG2_E), broadcast(SPECIES, FloatMath.ROUNDING));
  }

  /** What is left of x after the whole part that {@link #rounded} found. */
  private static FloatVector reduced(FloatVector x, FloatVector t) {
    FloatVector n = t.sub(FloatMath.ROUNDING);
    return n.fma(broadcast(SPECIES, -FloatMath.LN2_LOW), n.fma(broadcast(SPECIES, -FloatMath.LN2_HIGH), x));
  }

  private static FloatVector expm1OfReduced(FloatVector r) {
    FloatVector p = broadcast(SPECIES, FloatMath.E4).fma(r, broadcast(SPECIES, FloatMath.E3))
        .fma(r, broadcast(SPECIES, FloatMath.E2))
        .fma(r, broadcast(SPECIES, FloatMath.E1))
        .fma(r, broadcast(SPECIES, FloatMath.E0));
    return r.mul(r).fma(p, r);
  }

  private static FloatVector powerOfTwo(IntVector exponent) {
    return exponent.add(127).lanewise(VectorOperators.LSHL, 23).reinterpretAsFloats();
  }

  private static FloatVector expm1(FloatVector x) {
    FloatVector c = x.max(FloatMath.EXPM1_LOWEST).min(FloatMath.EXP_HIGHEST);
    FloatVector t = rounded(c);
    FloatVector q = expm1OfReduced(reduced(c, t));
    FloatVector s = powerOfTwo(t.reinterpretAsInts().sub(FloatMath.ROUNDING_BITS + 1));
    FloatVector y = s.fma(q, s.sub(0.5f)).mul(2);
    return y.blend(x, x.abs().compare(VectorOperators.LT, FloatMath.TINY));
  }

  private static FloatVector log(FloatVector x) {
    var subnormal = x.compare(VectorOperators.LT, Float.MIN_NORMAL);
    FloatVector zero = FloatVector.zero(SPECIES);
    FloatVector y = logOfNormal(x.blend(x.mul(FloatMath.SUBNORMAL_SCALE), subnormal),
        zero.blend(-FloatMath.SUBNORMAL_EXPONENT, subnormal), zero);
    y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, 0));
    return y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, 0));
  }

  private static FloatVector logOfNormal(FloatVector x, FloatVector shift, FloatVector correction) {
    IntVector bits = x.reinterpretAsInts();
    IntVector exponent = bits.sub(FloatMath.ROOT_HALF_BITS).lanewise(VectorOperators.ASHR, 23);
    FloatVector f = bits.sub(exponent.lanewise(VectorOperators.LSHL, 23)).reinterpretAsFloats().sub(1);
    FloatVector k = exponent.add(FloatMath.ROUNDING_BITS).reinterpretAsFloats().sub(FloatMath.ROUNDING).add(shift);
    FloatVector z = f.mul(f);
    FloatVector p = broadcast(SPECIES, FloatMath.L7).fma(f, broadcast(SPECIES, FloatMath.L6))
        .fma(f, broadcast(SPECIES, FloatMath.L5))
        .fma(f, broadcast(SPECIES, FloatMath.L4))
        .fma(f, broadcast(SPECIES, FloatMath.L3))
        .fma(f, broadcast(SPECIES, FloatMath.L2))
        .fma(f, broadcast(SPECIES, FloatMath.L1))
        .fma(f, broadcast(SPECIES, FloatMath.L0));
    FloatVector y = f.mul(z).fma(p, correction);
    y = k.fma(broadcast(SPECIES, FloatMath.LN2_LOW), y);
    y = z.fma(broadcast(SPECIES, -0.5f), y);
    return k.fma(broadcast(SPECIES, FloatMath.LN2_HIGH), f.add(y));
  }

  private static FloatVector log1p(FloatVector x) {
    FloatVector y = log1pOfRegular(x);
    y = x.blend(y, x.compare(VectorOperators.LT, Float.POSITIVE_INFINITY));
    y = y.blend(Float.NaN, x.compare(VectorOperators.LT, -1));
    y = y.blend(Float.NEGATIVE_INFINITY, x.compare(VectorOperators.EQ, -1));
    return y.blend(x, x.abs().compare(VectorOperators.LT, FloatMath.TINY));
  }

  private static FloatVector log1pOfRegular(FloatVector x) {
    FloatVector u = x.add(1);
    return logOfNormal(u, FloatVector.zero(SPECIES), x.sub(u.sub(1)).div(u));
  }

  private static FloatVector tanh(FloatVector x) {
    FloatVector c = x.abs().min(FloatMath.TANH_HIGHEST).mul(2);
    FloatVector t = rounded(c);
    FloatVector q = expm1OfReduced(reduced(c, t));
    FloatVector s = powerOfTwo(t.reinterpretAsInts().sub(FloatMath.ROUNDING_BITS));
    FloatVector e = s.fma(q, s.sub(1));
    return withSignOf(e.div(e.add(2)), x);
  }

  private static FloatVector withSignOf(FloatVector magnitude, FloatVector x) {
    IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
    return magnitude.reinterpretAsInts().or(sign).reinterpretAsFloats();
  }

  private static FloatVector sigmoid(FloatVector x) {
    FloatVector e = expOfClamped(x.abs().neg().max(FloatMath.EXP_LOWEST));
    return broadcast(SPECIES, 1).blend(e, x.compare(VectorOperators.LT, 0)).div(e.add(1));
  }

  /** The absolute value of the error function where that of x is above 1. */
  private static void erfFar(float[] x, int xOffset, float[] y, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector t = FloatVector.fromArray(SPECIES, x, xOffset + i).abs().min(FloatMath.ERF_HIGHEST);
      FloatVector q = broadcast(SPECIES, FloatMath.T6).fma(t, broadcast(SPECIES, FloatMath.T5))
          .fma(t, broadcast(SPECIES, FloatMath.T4))
          .fma(t, broadcast(SPECIES, FloatMath.T3))
          .fma(t, broadcast(SPECIES, FloatMath.T2))
          .fma(t, broadcast(SPECIES, FloatMath.T1))
          .fma(t, broadcast(SPECIES, FloatMath.T0));
      broadcast(SPECIES, 1).sub(expOfClamped(t.mul(q).neg())).intoArray(y, i);
    }
  }

  private static void erfNear(float[] far, float[] x, int xOffset, float[] y, int yOffset, int n) {
    for (int i = 0; i < n; i += LANES) {
      FloatVector v = FloatVector.fromArray(SPECIES, x, xOffset + i);
      FloatVector s = v.mul(v);
      FloatVector p = broadcast(SPECIES, FloatMath.S6).fma(s, broadcast(SPECIES, FloatMath.S5))
          .fma(s, broadcast(SPECIES, FloatMath.S4))
          .fma(s, broadcast(SPECIES, FloatMath.S3))
          .fma(s, broadcast(SPECIES, FloatMath.S2))
          .fma(s, broadcast(SPECIES, FloatMath.S1))
          .fma(s, broadcast(SPECIES, FloatMath.S0));
      withSignOf(FloatVector.fromArray(SPECIES, far, i), v)
          .blend(p.fma(v, v), v.abs().compare(VectorOperators.LT, 1))
          .intoArray(y, yOffset + i);
    }
  }
}
