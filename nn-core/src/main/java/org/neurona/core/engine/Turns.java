package org.neurona.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Who does which tiles of a phase. Each worker has a slice and takes from it half of what is left at a time; who is done
 * takes from the slices of others. So all are busy to the end, and a worker that its operating system lets wait keeps
 * nobody from finishing the phase without it. A single tile is worker 0's alone.
 *
 * <p>A phase has a number of its own that does not come again, and a slice is one word that holds it with all that a
 * claim goes by. A worker that comes late, with the number of an earlier phase, therefore gets nothing; and one that got
 * tiles knows that the phase is not over before it says that they are done.
 */
final class Turns {
  private static final VarHandle LONG = MethodHandles.arrayElementVarHandle(long[].class);
  /** Places in {@link #state}, each on cache lines of its own. */
  private static final int LINE = 16;
  private static final int PHASE = LINE;
  private static final int DONE = 2 * LINE;
  private static final int SLICES = 3 * LINE;
  /** A slice, from the lowest bit: its end, the next tile, whether it is worker 0's alone, the number of the phase. */
  private static final int TILE_BITS = 14;
  private static final int ALONE = 2 * TILE_BITS;
  private static final int NUMBER = ALONE + 1;
  private static final long NUMBERS = -1L >>> NUMBER;
  /** The most tiles that a phase may have. */
  static final int MOST_TILES = (1 << TILE_BITS) - 1;

  private final int workers;
  private final long[] state;

  Turns(int workers) {
    this.workers = workers;
    this.state = new long[SLICES + workers * LINE];
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
    long phase = (long) LONG.getOpaque(state, PHASE) + 1 & NUMBERS;
    LONG.setOpaque(state, DONE, 0L);
    for (int worker = 0; worker < workers; worker++) {
      LONG.setRelease(state, SLICES + worker * LINE, phase << NUMBER | (count == 1 ? 1L : 0L) << ALONE
          | (long) sliceStart(worker, count) << TILE_BITS | sliceStart(worker + 1, count));
    }
    LONG.setRelease(state, PHASE, phase);
  }

  /**
   * Takes some tiles of a slice: half of what is left, and at least one.
   *
   * @return the first in the upper half of the bits and one past the last in the lower, or -1 for none
   */
  long claim(long phase, int worker, int slice) {
    int place = SLICES + slice * LINE;
    while (true) {
      long word = (long) LONG.getAcquire(state, place);
      int end = (int) (word & MOST_TILES);
      int from = (int) (word >>> TILE_BITS & MOST_TILES);
      if (word >>> NUMBER != phase || from >= end || worker > 0 && (word >>> ALONE & 1) != 0) {
        return -1;
      }
      int to = from + (end - from + 1) / 2;
      if (LONG.compareAndSet(state, place, word, word + ((long) (to - from) << TILE_BITS))) {
        return (long) from << 32 | to;
      }
    }
  }

  /** Notes that tiles are done, and tells whether they were the last ones of so many. */
  boolean done(int tiles, int count) {
    return (long) LONG.getAndAdd(state, DONE, (long) tiles) + tiles == count;
  }
}
