package org.neurona.core.engine;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.locks.LockSupport;

/**
 * A barrier for threads that arrive within microseconds of each other: they spin first, then let other threads run, and
 * doze when they must wait for long.
 */
final class SpinBarrier {
  private static final VarHandle INT = MethodHandles.arrayElementVarHandle(int[].class);
  /** Places in {@link #state}, each on cache lines of its own. */
  private static final int ARRIVED = 32;
  private static final int GENERATION = 64;
  private static final int STATE_LENGTH = 96;

  private static final int SPINS = 2_000;
  private static final int YIELDS = 500;
  private static final long DOZE_NANOS = 50_000;

  private final int parties;
  private final boolean crowded;
  private final int[] state = new int[STATE_LENGTH];

  SpinBarrier(int parties) {
    this.parties = parties;
    this.crowded = parties > Runtime.getRuntime().availableProcessors();
  }

  /** Whether there are more threads than processors, so that one which spins keeps another from arriving. */
  boolean isCrowded() {
    return crowded;
  }

  /** Waits until all have called it; what each wrote before is visible to all afterwards. */
  void await() {
    int generation = (int) INT.getAcquire(state, GENERATION);
    if ((int) INT.getAndAdd(state, ARRIVED, 1) == parties - 1) {
      // Nobody arrives for the next round before the generation has changed.
      INT.setOpaque(state, ARRIVED, 0);
      INT.setRelease(state, GENERATION, generation + 1);
      return;
    }
    for (int spin = crowded ? SPINS : 0; spin < SPINS; spin++) {
      if ((int) INT.getAcquire(state, GENERATION) != generation) {
        return;
      }
      Thread.onSpinWait();
    }
    for (int round = 0; (int) INT.getAcquire(state, GENERATION) == generation; round++) {
      if (round < YIELDS) {
        Thread.yield();
      } else {
        LockSupport.parkNanos(this, DOZE_NANOS);
      }
    }
  }
}
