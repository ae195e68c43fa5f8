package org.neurona.core.engine.floats;

import java.util.function.IntFunction;

/** All rows of a batch through a whole graph, a few at a time, each time by one worker without waiting for others. */
final class RowsInstruction extends Instruction {
  private final int rows;
  private final int rowsPerTile;
  private final Feed[] feeds;
  private final RowsRun[] full;
  private final RowsRun[] rest;

  /**
   * An instruction.
   *
   * @param runs makes a run for so many rows
   */
  RowsInstruction(int rows, int rowsPerTile, Feed[] feeds, IntFunction<RowsRun> runs, int workers) {
    this.rows = rows;
    this.rowsPerTile = rowsPerTile;
    this.feeds = feeds;
    this.full = new RowsRun[workers];
    this.rest = new RowsRun[workers];
    for (int worker = 0; worker < workers; worker++) {
      full[worker] = runs.apply(rowsPerTile);
      rest[worker] = rows % rowsPerTile == 0 ? null : runs.apply(rows % rowsPerTile);
    }
  }

  @Override
  int tiles() {
    return (rows + rowsPerTile - 1) / rowsPerTile;
  }

  @Override
  double tileCost() {
    return full[0].cost();
  }

  @Override
  void begin(long seed, long step) {
    for (Feed feed : feeds) {
      feed.rows();
    }
  }

  @Override
  void run(int worker, int from, int to) {
    for (int tile = from; tile < to; tile++) {
      int row = tile * rowsPerTile;
      (rows - row >= rowsPerTile ? full[worker] : rest[worker]).run(feeds, row);
    }
  }
}
