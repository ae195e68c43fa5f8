package org.neurona.ops;

/** The functions of two numbers that {@link Binary} applies to every pair of elements. */
public enum BinaryFunction {
  /** {@code a + b}. */
  ADD,
  /** {@code a - b}. */
  SUBTRACT,
  /** {@code a * b}. */
  MULTIPLY,
  /** {@code a / b}. */
  DIVIDE,
  /** The larger; where both are equal, the gradient goes to {@code a}. */
  MAXIMUM,
  /** The smaller; where both are equal, the gradient goes to {@code a}. */
  MINIMUM,
  /** {@code a^b}. */
  POWER,
  /** 1 where {@code a > b}, else 0; no gradient. */
  GREATER,
  /** 1 where {@code a >= b}, else 0; no gradient. */
  GREATER_EQUAL,
  /** 1 where {@code a == b}, else 0; no gradient. */
  EQUAL
}
