package org.neurona.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who does which tiles of a phase. Each worker has a slice and takes from it half of what is left at a time; who is done
 * takes from the slices of others. So all are busy to the end, and a worker that its operating system lets wait keeps
 * nobody from finishing the phase without it.
 *
 * <p>A phase has a number of its own that never comes again, and every claim names it: a worker that comes late, with
 * what it read of an earlier phase, gets nothing.
 */
final class Turns {
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  /** Places in {@link #state}, each on cache lines of its own. */
  private static final int LINE = 16;
  private static final int PHASE = LINE;
  private static final int DONE = 2 * LINE;
  private static final int CLAIMS = 3 * LINE;
  /** Bits of a claim that count tiles; those above hold the number of the phase. */
  private static final int TILE_BITS = 24;
  /** The most tiles that a phase may have. */
  static final int MOST_TILES = (1 << TILE_BITS) - 1;

  private final int workers;
  private final long[] state;

  Turns(int workers) {
    this.workers = workers;
    this.state = new long[CLAIMS + workers * LINE];
  }

  private static int claimOf(int worker) {
    return CLAIMS + worker * LINE;
  }

  private int sliceStart(int worker, int count) {
    // Rounded up, so that a single tile falls to worker 0.
    return (int) (((long) count * worker + workers - 1) / workers);
  }

  /** The number of the phase that runs now or ran last; what was written before it began is visible to the caller. */
  long phase() {
    return (long) LONG.getAcquire(state, PHASE);
  }

  /** Begins a phase of so many tiles; only when all tiles of the one before are done. */
  void begin(int count) {
    long phase = (long) LONG.getOpaque(state, PHASE) + 1;
    LONG.setOpaque(state, DONE, 0L);
    for (int worker = 0; worker < workers; worker++) {
      LONG.setOpaque(state, claimOf(worker), phase << TILE_BITS | sliceStart(worker, count));
    }
    LONG.setRelease(state, PHASE, phase);
  }

  /**
   * Takes some tiles of a slice: half of what is left, and at least one.
   *
   * @return the first in the upper half of the bits and one past the last in the lower, or -1 for none
   */
  long claim(long phase, int slice, int count) {
    int place = claimOf(slice);
    int end = sliceStart(slice + 1, count);
    while (true) {
      long claim = (long) LONG.getAcquire(state, place);
      int from = (int) (claim & MOST_TILES);
      if (claim >>> TILE_BITS != (phase & -1L >>> TILE_BITS) || from >= end) {
        return -1;
      }
      int to = from + (end - from + 1) / 2;
      if (LONG.compareAndSet(state, place, claim, phase << TILE_BITS | to)) {
        return (long) from << 32 | to;
      }
    }
  }

  /** Notes that tiles are done, and tells whether they were the last ones of so many. */
  boolean done(int tiles, int count) {
    return (long) LONG.getAndAdd(state, DONE, (long) tiles) + tiles == count;
  }
}
