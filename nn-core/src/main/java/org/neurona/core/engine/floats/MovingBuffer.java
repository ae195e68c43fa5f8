package org.neurona.core.engine.floats;

/** Where a value lives in the current step of a scan. */
final class MovingBuffer extends Buffer {
  private float[] array;
  private int offset;

  MovingBuffer() {
    super(null, 0);
  }

  /** Moves on to where the value lives in the next step. */
  void moveTo(float[] array, int offset) {
    // Seldom another one, and to store it costs G1 a fence.
    if (this.array != array) {
      this.array = array;
    }
    this.offset = offset;
  }

  /** Moves to where another buffer is now. */
  void moveTo(Buffer other) {
    moveTo(other.array(), other.offset());
  }

  @Override
  float[] array() {
    return array;
  }

  @Override
  int offset() {
    return offset;
  }

  @Override
  Buffer shifted(int by) {
    return new Shifted(this, by);
  }

  /** Two that are in one place now need not be there later. */
  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return System.identityHashCode(this);
  }

  /** A place that keeps its distance from a moving one. */
  private static final class Shifted extends Buffer {
    private final MovingBuffer from;
    private final int by;

    Shifted(MovingBuffer from, int by) {
      super(null, 0);
      this.from = from;
      this.by = by;
    }

    @Override
    float[] array() {
      return from.array;
    }

    @Override
    int offset() {
      return from.offset + by;
    }

    @Override
    Buffer shifted(int further) {
      return new Shifted(from, by + further);
    }
  }
}
