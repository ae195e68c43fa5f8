package org.neurona.core.engine;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that run {@link Program}s together: each worker takes a fixed slice of the tiles of each phase, and all meet
 * at a barrier between phases. The calling thread is worker 0. Workers stay awake for a moment after a program, so that
 * the next one starts within a microsecond, and sleep when none comes.
 *
 * <p>A team runs one program at a time. Whoever calls meanwhile runs his program alone, in his own thread, as worker 0:
 * tiles are cut by the work and not by the workers, so the result is the same. Scratch memory that a program keeps for
 * each worker must therefore belong to the program, and a program must not be run by two threads at a time.
 */
public final class WorkerTeam {
  private static final ConcurrentMap<Integer, WorkerTeam> TEAMS = new ConcurrentHashMap<>();
  private static final long AWAKE_NANOS = 50_000;

  private final int workers;
  private final SpinBarrier barrier;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Worker[] team;
  /** Counts the programs; the fields below are written before it and read after it. */
  private volatile int started;
  private Program program;
  /** How many phases need the team: those after them have one tile each. */
  private int sharedPhases;
  private int[] tiles = new int[0];

  /**
   * A team of its own; its threads end with the JVM.
   *
   * @param workers how many workers there are with the calling thread
   */
  WorkerTeam(int workers) {
    if (workers < 1) {
      throw new IllegalArgumentException("`threads` must be a positive integer, got " + workers);
    }
    this.workers = workers;
    this.barrier = new SpinBarrier(workers);
    this.team = new Worker[workers - 1];
    for (int i = 0; i < team.length; i++) {
      team[i] = new Worker(i + 1);
      team[i].start();
    }
  }

  /** The one team of so many threads. */
  public static WorkerTeam shared(int threads) {
    return TEAMS.computeIfAbsent(threads, WorkerTeam::new);
  }

  /** How many workers there are, with the calling thread: worker numbers are below it. */
  public int workers() {
    return workers;
  }

  /**
   * Runs a program to its end. What a tile throws ends the program, and is thrown here unchanged; the team goes on
   * working.
   */
  public void run(Program work) {
    int phases = work.phases();
    if (workers == 1 || !busy.compareAndSet(false, true)) {
      runAlone(work, 0, phases);
      return;
    }
    try {
      int shared = countTiles(work, phases);
      if (shared > 0) {
        runTogether(work, shared);
      }
      runAlone(work, shared, phases);
    } finally {
      busy.set(false);
    }
  }

  private static void runAlone(Program work, int from, int to) {
    for (int phase = from; phase < to; phase++) {
      int count = work.tiles(phase);
      if (count > 0) {
        work.run(phase, 0, 0, count);
      }
    }
  }

  /** Notes the number of tiles of every phase; returns one past the last phase with more than one. */
  private int countTiles(Program work, int phases) {
    if (tiles.length < phases) {
      tiles = new int[phases];
    }
    int shared = 0;
    for (int phase = 0; phase < phases; phase++) {
      tiles[phase] = work.tiles(phase);
      if (tiles[phase] > 1) {
        shared = phase + 1;
      }
    }
    return shared;
  }

  private void runTogether(Program work, int shared) {
    program = work;
    sharedPhases = shared;
    started = started + 1; // only the holder of `busy` writes it
    for (Worker worker : team) {
      worker.wake();
    }
    runSlices(0);
    // All have passed the last barrier: none looks at the program or at the failure again.
    program = null;
    Throwable thrown = failure.get();
    if (thrown != null) {
      failure.set(null);
      throw WorkerTeam.<RuntimeException>unchanged(thrown);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchanged(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** One worker's part. After a failure all still walk through the barriers, for the others count on them. */
  private void runSlices(int worker) {
    Program work = program;
    int shared = sharedPhases;
    int[] counts = tiles;
    for (int phase = 0; phase < shared; phase++) {
      long count = counts[phase];
      // Rounded up, so that a single tile falls to worker 0.
      int from = (int) ((count * worker + workers - 1) / workers);
      int to = (int) ((count * (worker + 1) + workers - 1) / workers);
      if (from < to && failure.get() == null) {
        try {
          work.run(phase, worker, from, to);
        } catch (Throwable thrown) {
          failure.compareAndSet(null, thrown);
        }
      }
      // Between two phases of worker 0 alone there is nothing to wait for.
      if (count > 1 || counts[phase + 1] > 1) {
        barrier.await();
      }
    }
  }

  /** A thread that waits for programs. */
  private final class Worker implements Runnable {
    private final int number;
    private final Thread thread;
    private volatile boolean asleep;

    Worker(int number) {
      this.number = number;
      this.thread = new Thread(null, this, "neurona-worker-" + number, 0, false);
      thread.setDaemon(true);
    }

    void start() {
      thread.start();
    }

    /** To be called after {@code started} was written: either this sees the sleeper, or the sleeper sees the write. */
    void wake() {
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      int seen = 0;
      while (true) {
        awaitStart(seen);
        seen++;
        runSlices(number);
      }
    }

    private void awaitStart(int seen) {
      long patience = System.nanoTime() + AWAKE_NANOS;
      while (started == seen) {
        for (int spin = 0; spin < 64 && started == seen; spin++) {
          Thread.onSpinWait();
        }
        if (started != seen) {
          return;
        }
        if (barrier.isCrowded()) {
          Thread.yield();
        }
        if (System.nanoTime() - patience > 0) {
          asleep = true;
          while (started == seen) {
            LockSupport.park(this);
          }
          asleep = false;
        }
      }
    }
  }
}
