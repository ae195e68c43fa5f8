package org.neurona.core.engine.floats;

import org.neurona.Shape;
import org.neurona.data.Rows;

/** Gathers the rows that were fed to a placeholder straight into the plan's memory, on all workers. */
final class FeedInstruction extends RowInstruction {
  private static final double ELEMENT_COST = 0.6;

  private final String name;
  private final Buffer buffer;
  private final int width;
  private Rows rows;

  /**
   * An instruction.
   *
   * @param name what messages call the placeholder
   * @param shape its shape, of rank 1 at least
   */
  FeedInstruction(String name, Shape shape, Buffer buffer) {
    super(shape.dim(0), 5 + ELEMENT_COST * shape.size(1, shape.rank()));
    this.name = name;
    this.buffer = buffer;
    this.width = shape.size(1, shape.rank());
  }

  /** Takes the rows for the next runs. */
  void feed(Rows next) {
    rows = next;
  }

  @Override
  void begin(long seed, long step) {
    if (rows == null) {
      throw new IllegalStateException("Nothing was fed to " + name);
    }
  }

  @Override
  void rows(int worker, int from, int to) {
    rows.copyTo(from, to - from, buffer.array(), buffer.offset() + from * width);
  }
}
