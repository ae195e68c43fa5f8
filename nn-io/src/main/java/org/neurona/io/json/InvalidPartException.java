package org.neurona.io.json;

/** A part of the plain data is wrong: which one, for the place that {@link JsonModelReader} reports. */
final class InvalidPartException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final String part;

  /** A failure in a part: {@code layers[3]}. */
  InvalidPartException(String part, RuntimeException cause) {
    super(cause.getMessage(), cause);
    this.part = part;
  }

  /** The part, as a path goes on: {@code layers[3]}. */
  String part() {
    return part;
  }
}
