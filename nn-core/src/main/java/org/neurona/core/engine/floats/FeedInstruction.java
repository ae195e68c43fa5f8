package org.neurona.core.engine.floats;

import org.neurona.Shape;

/** Gathers the rows that were fed to a placeholder straight into the plan's memory, on all workers. */
final class FeedInstruction extends RowInstruction {
  private static final double ELEMENT_COST = 0.6;

  private final Feed feed;
  private final Buffer buffer;
  private final int width;

  /**
   * An instruction.
   *
   * @param feed what was fed to a placeholder
   * @param shape the placeholder's shape, of rank 1 at least
   */
  FeedInstruction(Feed feed, Shape shape, Buffer buffer) {
    super(shape.dim(0), 5 + ELEMENT_COST * shape.size(1, shape.rank()));
    this.feed = feed;
    this.buffer = buffer;
    this.width = shape.size(1, shape.rank());
  }

  @Override
  void begin(long seed, long step) {
    feed.rows();
  }

  @Override
  void rows(int worker, int from, int to) {
    feed.rows().copyTo(from, to - from, buffer.array(), buffer.offset() + from * width);
  }
}
