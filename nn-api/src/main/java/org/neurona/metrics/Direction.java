package org.neurona.metrics;

/** Which way a metric is better; for callbacks whose mode is {@code auto}. */
public enum Direction {
  /** A larger number is better. */
  UP,
  /** A smaller number is better. */
  DOWN,
  /** Nobody can tell but the user. */
  UNKNOWN
}
