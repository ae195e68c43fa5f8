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
  private final double nanos;

  PhasedProgram(List<List<Instruction>> phases) {
    this.phases = new Instruction[phases.size()][];
    this.parcelStarts = new int[phases.size()][];
    double sum = 0;
    for (int phase = 0; phase < this.phases.length; phase++) {
      this.phases[phase] = phases.get(phase).toArray(new Instruction[0]);
      double cost = cost(this.phases[phase]);
      parcelStarts[phase] = parcels(this.phases[phase], cost);
      sum += cost;
    }
    this.nanos = sum;
  }

  /** About how long a run takes on one worker, in nanoseconds. */
  double nanos() {
    return nanos;
  }

  /** About how long some instructions take on one worker, in nanoseconds. */
  static double cost(Instruction[] instructions) {
    double cost = 0;
    for (Instruction instruction : instructions) {
      cost += instruction.tiles() * instruction.tileCost();
    }
    return cost;
  }

  /** The tiles, counted through all instructions, at which parcels start, and the end. */
  private static int[] parcels(Instruction[] instructions, double total) {
    int tiles = 0;
    for (Instruction instruction : instructions) {
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
