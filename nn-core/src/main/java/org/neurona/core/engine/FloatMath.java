package org.neurona.core.engine;

/**
 * Functions of one float to within 4 units in the last place, without tables and nearly without branches. The vector
 * kernels do the same operations in the same order on whole vectors, so that an element has the same bits wherever a
 * loop over vectors ends: whoever changes a function here changes its twin there.
 *
 * <p>Polynomials are minimax fits of the relative error of the function, rounded to float from the lowest coefficient
 * up, each followed by a fit of the rest.
 */
public final class FloatMath {
  /**
   * Whether the processor multiplies and adds in one instruction. Without it {@link Math#fma} is exact and thousands of
   * times slower, so that then products are rounded before they are added.
   */
  public static final boolean FUSED = isFmaFast();

  /** Adding this rounds to a whole number, which then sits in the lowest bits. */
  public static final float ROUNDING = 0x1.8p23f;
  /** The bits of {@link #ROUNDING}. */
  public static final int ROUNDING_BITS = Float.floatToRawIntBits(ROUNDING);
  /** {@code 1 / log(2)}. */
  public static final float LOG2_E = 1.44269504f;
  /** The first bits of log(2): products with an exponent are exact. */
  public static final float LN2_HIGH = 0.693359375f;
  /** The rest of log(2). */
  public static final float LN2_LOW = -2.12194440e-4f;
  /** Below this {@code e^x} is 0. */
  public static final float EXP_LOWEST = -104;
  /** Above this {@code e^x} is infinite. */
  public static final float EXP_HIGHEST = 89;
  /** Below this {@code e^x - 1} is -1. */
  public static final float EXPM1_LOWEST = -20;
  /** Above this the hyperbolic tangent is 1. */
  public static final float TANH_HIGHEST = 10;
  /** Above this the error function is 1. */
  public static final float ERF_HIGHEST = 4;
  /** Nearer to 0 than this, {@code e^x - 1} and {@code log(1 + x)} are x. */
  public static final float TINY = 0x1p-25f;
  /** Factor that makes a subnormal number normal. */
  public static final float SUBNORMAL_SCALE = 0x1p23f;
  /** The exponent of {@link #SUBNORMAL_SCALE}. */
  public static final float SUBNORMAL_EXPONENT = 23;
  /** The bits of the square root of 1/2, from where the mantissas of the logarithm go. */
  public static final int ROOT_HALF_BITS = 0x3f3504f3;
  /** From here on {@link #floor} has nothing to do. */
  public static final float WHOLE = 0x1p23f;

  /** {@code (e^r - 1 - r) / r^2} for |r| up to half of log(2). */
  public static final float E0 = 4.999999702e-01f;
  /** See {@link #E0}. */
  public static final float E1 = 1.666654348e-01f;
  /** See {@link #E0}. */
  public static final float E2 = 4.166750610e-02f;
  /** See {@link #E0}. */
  public static final float E3 = 8.366551250e-03f;
  /** See {@link #E0}. */
  public static final float E4 = 1.386426622e-03f;

  /** {@code (log(1 + f) - f + f^2 / 2) / f^3} for 1 + f between the roots of 1/2 and 2. */
  public static final float L0 = 3.333333135e-01f;
  /** See {@link #L0}. */
  public static final float L1 = -2.500081956e-01f;
  /** See {@link #L0}. */
  public static final float L2 = 2.000124454e-01f;
  /** See {@link #L0}. */
  public static final float L3 = -1.662341356e-01f;
  /** See {@link #L0}. */
  public static final float L4 = 1.420150101e-01f;
  /** See {@link #L0}. */
  public static final float L5 = -1.315947175e-01f;
  /** See {@link #L0}. */
  public static final float L6 = 1.276273131e-01f;
  /** See {@link #L0}. */
  public static final float L7 = -7.637470961e-02f;

  /** {@code erf(x) / x - 1} as a function of x^2 up to 1. */
  public static final float S0 = 1.283791661e-01f;
  /** See {@link #S0}. */
  public static final float S1 = -3.761262596e-01f;
  /** See {@link #S0}. */
  public static final float S2 = 1.128358319e-01f;
  /** See {@link #S0}. */
  public static final float S3 = -2.685369179e-02f;
  /** See {@link #S0}. */
  public static final float S4 = 5.188073963e-03f;
  /** See {@link #S0}. */
  public static final float S5 = -8.007878205e-04f;
  /** See {@link #S0}. */
  public static final float S6 = 7.846108201e-05f;

  /** {@code -log(1 - erf(x)) / x} for x from 1 to {@link #ERF_HIGHEST}. */
  public static final float T0 = 1.128694296e+00f;
  /** See {@link #T0}. */
  public static final float T1 = 6.349697113e-01f;
  /** See {@link #T0}. */
  public static final float T2 = 1.065305397e-01f;
  /** See {@link #T0}. */
  public static final float T3 = -2.400975861e-02f;
  /** See {@link #T0}. */
  public static final float T4 = 3.757312894e-03f;
  /** See {@link #T0}. */
  public static final float T5 = -3.505463828e-04f;
  /** See {@link #T0}. */
  public static final float T6 = 1.395722120e-05f;

  private FloatMath() {}

  private static boolean isFmaFast() {
    // In software a call takes microseconds (BigDecimal), in hardware nanoseconds: nothing in between to mistake.
    long best = Long.MAX_VALUE;
    float sum = 1;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      for (int i = 1; i <= 16; i++) {
        sum = Math.fma(sum, 0.7f, i * 0.3f);
      }
      best = Math.min(best, System.nanoTime() - start);
    }
    return best < 16 * 1000L && sum > 0;
  }

  /** {@code a b + c}, rounded once where that is {@link #FUSED fast}. */
  public static float fma(float a, float b, float c) {
    return FUSED ? Math.fma(a, b, c) : a * b + c;
  }

  /** {@code e^x}. */
  public static float exp(float x) {
    return expOfClamped(Math.min(Math.max(x, EXP_LOWEST), EXP_HIGHEST));
  }

  private static float expOfClamped(float x) {
    float t = fma(x, LOG2_E, ROUNDING);
    float n = t - ROUNDING;
    float r = fma(n, -LN2_LOW, fma(n, -LN2_HIGH, x));
    float y = expm1OfReduced(r) + 1;
    // Two factors, for 2^n itself may be infinite or subnormal.
    int exponent = Float.floatToRawIntBits(t) - ROUNDING_BITS;
    int half = exponent >> 1;
    return y * powerOfTwo(half) * powerOfTwo(exponent - half);
  }

  private static float expm1OfReduced(float r) {
    float p = fma(fma(fma(fma(E4, r, E3), r, E2), r, E1), r, E0);
    return fma(r * r, p, r);
  }

  /** 2 to the power of an exponent for which that is neither infinite nor subnormal. */
  public static float powerOfTwo(int exponent) {
    return Float.intBitsToFloat((exponent + 127) << 23);
  }

  /** {@code e^x - 1}. */
  public static float expm1(float x) {
    float c = Math.min(Math.max(x, EXPM1_LOWEST), EXP_HIGHEST);
    float t = fma(c, LOG2_E, ROUNDING);
    float n = t - ROUNDING;
    float q = expm1OfReduced(fma(n, -LN2_LOW, fma(n, -LN2_HIGH, c)));
    // Half of 2^n, which itself may be infinite.
    float s = powerOfTwo(Float.floatToRawIntBits(t) - ROUNDING_BITS - 1);
    float y = fma(s, q, s - 0.5f) * 2;
    return Math.abs(x) < TINY ? x : y;
  }

  /** The natural logarithm. */
  public static float log(float x) {
    boolean subnormal = x < Float.MIN_NORMAL;
    float y = logOfNormal(subnormal ? x * SUBNORMAL_SCALE : x, subnormal ? -SUBNORMAL_EXPONENT : 0, 0);
    y = x < Float.POSITIVE_INFINITY ? y : x;
    y = x < 0 ? Float.NaN : y;
    return x == 0 ? Float.NEGATIVE_INFINITY : y;
  }

  /** The logarithm of a normal number, {@code shift * log(2)} and a small correction. */
  private static float logOfNormal(float x, float shift, float correction) {
    int bits = Float.floatToRawIntBits(x);
    int exponent = (bits - ROOT_HALF_BITS) >> 23;
    float f = Float.intBitsToFloat(bits - (exponent << 23)) - 1;
    float k = Float.intBitsToFloat(exponent + ROUNDING_BITS) - ROUNDING + shift;
    float z = f * f;
    float p = fma(fma(fma(fma(fma(fma(fma(L7, f, L6), f, L5), f, L4), f, L3), f, L2), f, L1), f, L0);
    float y = fma(f * z, p, correction);
    y = fma(k, LN2_LOW, y);
    y = fma(-0.5f, z, y);
    return fma(k, LN2_HIGH, f + y);
  }

  /** {@code log(1 + x)}. */
  public static float log1p(float x) {
    float y = log1pOfRegular(x);
    y = x < Float.POSITIVE_INFINITY ? y : x;
    y = x < -1 ? Float.NaN : y;
    y = x == -1 ? Float.NEGATIVE_INFINITY : y;
    return Math.abs(x) < TINY ? x : y;
  }

  private static float log1pOfRegular(float x) {
    float u = 1 + x;
    // The correction is for what rounding took from u.
    return logOfNormal(u, 0, (x - (u - 1)) / u);
  }

  /** The hyperbolic tangent. */
  public static float tanh(float x) {
    float c = Math.min(Math.abs(x), TANH_HIGHEST) * 2;
    float t = fma(c, LOG2_E, ROUNDING);
    float n = t - ROUNDING;
    float q = expm1OfReduced(fma(n, -LN2_LOW, fma(n, -LN2_HIGH, c)));
    float s = powerOfTwo(Float.floatToRawIntBits(t) - ROUNDING_BITS);
    float e = fma(s, q, s - 1);
    return withSignOf(e / (e + 2), x);
  }

  /** A number that is not negative, with the sign of another. */
  public static float withSignOf(float magnitude, float x) {
    int sign = Float.floatToRawIntBits(x) & Integer.MIN_VALUE;
    return Float.intBitsToFloat(Float.floatToRawIntBits(magnitude) | sign);
  }

  /** {@code 1 / (1 + e^-x)}. */
  public static float sigmoid(float x) {
    float e = expOfClamped(Math.max(-Math.abs(x), EXP_LOWEST));
    return (x < 0 ? e : 1) / (1 + e);
  }

  /** {@code log(1 + e^x)}. */
  public static float softplus(float x) {
    float e = expOfClamped(Math.max(-Math.abs(x), EXP_LOWEST));
    return Math.max(x, 0) + log1pOfRegular(e);
  }

  /** The error function. */
  public static float erf(float x) {
    float a = Math.abs(x);
    float s = x * x;
    float p = fma(fma(fma(fma(fma(fma(S6, s, S5), s, S4), s, S3), s, S2), s, S1), s, S0);
    float near = fma(p, x, x);
    float t = Math.min(a, ERF_HIGHEST);
    float q = fma(fma(fma(fma(fma(fma(T6, t, T5), t, T4), t, T3), t, T2), t, T1), t, T0);
    float far = withSignOf(1 - expOfClamped(-(t * q)), x);
    return a < 1 ? near : far;
  }

  /** -1, 0 or 1; the sign of 0 is kept. */
  public static float sign(float x) {
    return x > 0 ? 1 : x < 0 ? -1 : x;
  }

  /** The largest whole number that is not above x. */
  public static float floor(float x) {
    return (float) Math.floor(x);
  }
}
