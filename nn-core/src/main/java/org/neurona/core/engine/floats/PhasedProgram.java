package org.neurona.core.engine.floats;

import java.util.List;
import org.neurona.core.engine.Program;

/**
 * Instructions in phases. The tiles of a phase's instructions are gathered into a few parcels of about the same cost, so
 * that workers which take the same number of parcels have about the same to do.
 */
final class PhasedProgram implements Program {
  private static final int PARCELS = 32;
  /** Less than this is not worth waking anybody for: nanoseconds. */
  private static final double ALONE = 3000;

  private final Instruction[][] phases;
  private final int[][] parcelStarts;

  PhasedProgram(List<List<Instruction>> phases) {
    this.phases = phases.stream().map(phase -> phase.toArray(Instruction[]::new)).toArray(Instruction[][]::new);
    this.parcelStarts = new int[phases.size()][];
    for (int phase = 0; phase < this.phases.length; phase++) {
      parcelStarts[phase] = parcels(this.phases[phase]);
    }
  }

  /** The tiles, counted through all instructions, at which parcels start, and the end. */
  private static int[] parcels(Instruction[] instructions) {
    double total = 0;
    int tiles = 0;
    for (Instruction instruction : instructions) {
      total += instruction.tiles() * instruction.tileCost();
      tiles += instruction.tiles();
    }
    int count = total < ALONE ? 1 : Math.min(PARCELS, tiles);
    int[] starts = new int[count + 1];
    int parcel = 1;
    int tile = 0;
    double cost = 0;
    for (Instruction instruction : instructions) {
      for (int i = 0; i < instruction.tiles(); i++) {
        cost += instruction.tileCost();
        tile++;
        while (parcel < count && cost >= total * parcel / count) {
          starts[parcel++] = tile;
        }
      }
    }
    while (parcel <= count) {
      starts[parcel++] = tiles;
    }
    return starts;
  }

  /** Tells every instruction what is new in a run. */
  void begin(long seed, long step) {
    for (Instruction[] phase : phases) {
      for (Instruction instruction : phase) {
        instruction.begin(seed, step);
      }
    }
  }

  @Override
  public int phases() {
    return phases.length;
  }

  @Override
  public int tiles(int phase) {
    return parcelStarts[phase].length - 1;
  }

  @Override
  public void run(int phase, int worker, int from, int to) {
    int firstTile = parcelStarts[phase][from];
    int lastTile = parcelStarts[phase][to];
    int passed = 0;
    for (Instruction instruction : phases[phase]) {
      int start = Math.max(0, firstTile - passed);
      int end = Math.min(instruction.tiles(), lastTile - passed);
      if (start < end) {
        instruction.run(worker, start, end);
      }
      passed += instruction.tiles();
    }
  }
}
