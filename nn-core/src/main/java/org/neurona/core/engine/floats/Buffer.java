package org.neurona.core.engine.floats;

/** Where a value lives: an array, and where in it the value starts. */
class Buffer {
  private final float[] array;
  private final int offset;

  Buffer(float[] array, int offset) {
    this.array = array;
    this.offset = offset;
  }

  /** The array. */
  float[] array() {
    return array;
  }

  /** Where the value starts. */
  int offset() {
    return offset;
  }

  /** The place so many elements behind this one, wherever this one is. */
  Buffer shifted(int by) {
    return new Buffer(array, offset + by);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Buffer buffer && array() == buffer.array() && offset() == buffer.offset();
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(array()) + offset();
  }
}
