package org.neurona.core.engine.floats;

import java.util.List;
import java.util.Optional;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.plan.RowSplit;
import org.neurona.ops.Scan;

/**
 * All steps of a scan. Where rows don't look at each other it is cut into stretches of rows, each of which one worker
 * takes through all steps without waiting for others; otherwise one worker runs all.
 */
final class ScanInstruction extends Instruction {
  /** Rows in a stretch: two rows of tiles of a product. */
  private static final int ROWS = 16;

  private final int rows;
  private final int rowsPerTile;
  private final ScanRun[] full;
  private final ScanRun[] rest;
  /** The right factors that are laid out before the first step; null within another scan, where nobody says when. */
  private final PackedFactors factors;
  /** Whether what the factors are laid out from is that of an earlier run; guarded by the factors. */
  private boolean outdated;

  /**
   * An instruction.
   *
   * @param from where the inputs live
   * @param to where the outputs go; null where nothing takes one
   * @param nested whether it runs within a step of another, which does not begin it
   */
  ScanInstruction(Scan op, List<Buffer> from, List<Buffer> to, FloatKernels kernels, int workers, boolean nested) {
    Optional<RowSplit> split = RowSplit.of(op.body());
    this.rows = split.map(RowSplit::rows).orElse(1);
    this.rowsPerTile = Math.min(rows, ROWS);
    this.full = new ScanRun[workers];
    this.rest = new ScanRun[workers];
    this.factors = nested ? null : new PackedFactors(kernels, false);
    for (int worker = 0; worker < workers; worker++) {
      full[worker] = new ScanRun(op, split, rowsPerTile, from, to, kernels, factors);
      rest[worker] = rows % rowsPerTile == 0 ? null
          : new ScanRun(op, split, rows % rowsPerTile, from, to, kernels, factors);
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
    if (factors != null) {
      synchronized (factors) {
        outdated = true;
      }
    }
  }

  @Override
  void run(int worker, int from, int to) {
    if (factors != null) {
      layOut();
    }
    for (int tile = from; tile < to; tile++) {
      int row = tile * rowsPerTile;
      (rows - row >= rowsPerTile ? full[worker] : rest[worker]).run(row);
    }
  }

  /** Whoever comes first does it: that takes less than one of the steps. */
  private void layOut() {
    synchronized (factors) {
      if (outdated) {
        factors.layOut();
        outdated = false;
      }
    }
  }
}
