package org.neurona.ops;

/** The functions of one number that {@link Unary} applies to every element. */
public enum UnaryFunction {
  /** {@code -x}. */
  NEGATIVE,
  /** {@code |x|}; its gradient at 0 is 0. */
  ABS,
  /** -1, 0 or 1; its gradient is 0. */
  SIGN,
  /** {@code x * x}. */
  SQUARE,
  /** The square root. */
  SQRT,
  /** {@code 1 / x}. */
  RECIPROCAL,
  /** {@code e^x}. */
  EXP,
  /** {@code e^x - 1}, exact near 0. */
  EXPM1,
  /** The natural logarithm. */
  LOG,
  /** {@code log(1 + x)}, exact near 0. */
  LOG1P,
  /** The hyperbolic tangent. */
  TANH,
  /** {@code 1 / (1 + e^-x)}. */
  SIGMOID,
  /** {@code log(1 + e^x)}, without overflow. */
  SOFTPLUS,
  /** The error function. */
  ERF,
  /** {@code max(x, 0)}; its gradient at 0 is 0. */
  RELU,
  /** The sine. */
  SIN,
  /** The cosine. */
  COS,
  /** The largest whole number that is not above x; its gradient is 0. */
  FLOOR
}
