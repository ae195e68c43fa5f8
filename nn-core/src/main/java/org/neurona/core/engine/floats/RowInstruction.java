package org.neurona.core.engine.floats;

/** An instruction on independent rows. */
abstract class RowInstruction extends Instruction {
  private static final double TILE_COST = 4000;

  private final int rows;
  private final int rowsPerTile;
  private final double rowCost;

  /**
   * An instruction.
   *
   * @param rows how many rows
   * @param rowCost about how long one takes, in nanoseconds
   */
  RowInstruction(int rows, double rowCost) {
    this.rows = rows;
    this.rowCost = rowCost;
    this.rowsPerTile = (int) Math.max(1, Math.min(rows, TILE_COST / rowCost));
  }

  /** Runs some rows. */
  abstract void rows(int worker, int from, int to);

  @Override
  final int tiles() {
    return (rows + rowsPerTile - 1) / rowsPerTile;
  }

  @Override
  final double tileCost() {
    return rowsPerTile * rowCost;
  }

  @Override
  final void run(int worker, int from, int to) {
    rows(worker, from * rowsPerTile, Math.min(rows, to * rowsPerTile));
  }
}
