package org.neurona.core.engine;

import java.lang.invoke.VarHandle;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that run {@link Program}s together: the tiles of a phase are cut into a slice for each worker, who helps others
 * when its own is done, and the next phase begins when all tiles are done, whoever did them. The calling thread is worker
 * 0. Workers stay awake for a moment after a program, so that the next one starts within a microsecond, and sleep when
 * none comes. Where other programs keep a worker from running, the others do its work.
 *
 * <p>A team runs one program at a time. Whoever calls meanwhile runs his program alone, in his own thread, as worker 0:
 * tiles are cut by the work and not by the workers, so the result is the same. Scratch memory that a program keeps for
 * each worker must therefore belong to the program, and a program must not be run by two threads at a time.
 */
public final class WorkerTeam {
  private static final Map<Integer, WorkerTeam> TEAMS = new HashMap<>();
  private static final long AWAKE_NANOS = 50_000;
  private static final int SPINS = 64;
  /** So often the calling thread looks for the next phase before it lets other threads run. */
  private static final int AWAKE_SPINS = 2_000;

  private final int workers;
  private final boolean crowded;
  private final Turns turns;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private final Worker[] team;
  /** Whether the last phase that needs the team is done. */
  private volatile boolean finished = true;
  /** The fields below are written between phases, and read by who has tiles of a phase that is not done. */
  private Program program;
  /** How many phases need the team: those after them have one tile each. */
  private int sharedPhases;
  private int[] tiles = new int[0];
  private int phase;

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
    this.crowded = workers > Runtime.getRuntime().availableProcessors();
    this.turns = new Turns(workers);
    this.team = new Worker[workers - 1];
    for (int i = 0; i < team.length; i++) {
      team[i] = new Worker(i + 1);
      team[i].start();
    }
  }

  /** The one team of so many threads. */
  public static WorkerTeam shared(int threads) {
    synchronized (TEAMS) {
      WorkerTeam team = TEAMS.get(threads);
      if (team == null) {
        team = new WorkerTeam(threads);
        TEAMS.put(threads, team);
      }
      return team;
    }
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
      if (tiles[phase] > Turns.MOST_TILES) {
        throw new IllegalArgumentException("A phase has at most " + Turns.MOST_TILES + " tiles, got " + tiles[phase]);
      }
      if (tiles[phase] > 1) {
        shared = phase + 1;
      }
    }
    return shared;
  }

  private void runTogether(Program work, int shared) {
    program = work;
    sharedPhases = shared;
    finished = false;
    phase = -1;
    advance();
    long seen = -1;
    while (!finished) {
      long current = awaitPhase(seen);
      if (current != seen) {
        seen = current;
        runTiles(0, current);
      }
    }
    // No tile is under way any more, and no claim of this program succeeds.
    program = null;
    Throwable thrown = failure.get();
    if (thrown != null) {
      failure.set(null);
      throw WorkerTeam.<RuntimeException>unchanged(thrown);
    }
  }

  /** Begins the next phase that has tiles, or finishes the program; whoever did the last tile of a phase calls it. */
  private void advance() {
    int next = phase + 1;
    while (next < sharedPhases && tiles[next] == 0) {
      next++;
    }
    if (next == sharedPhases) {
      finished = true;
      return;
    }
    phase = next;
    int count = tiles[next];
    turns.begin(count);
    if (count > 1) {
      for (Worker worker : team) {
        worker.wake();
      }
    }
  }

  /** Waits, as the calling thread, for a phase other than one, or for the end of the program. */
  private long awaitPhase(long seen) {
    long current = turns.phase();
    for (int spin = 0; current == seen && !finished; spin++) {
      if (crowded || spin > AWAKE_SPINS) {
        Thread.yield();
      } else {
        Thread.onSpinWait();
      }
      current = turns.phase();
    }
    return current;
  }

  /** Does tiles of a phase until none is left to take. After a failure they are passed over: the phase still ends. */
  private void runTiles(int worker, long number) {
    int own = 0;
    for (int i = 0; i < workers; i++) {
      int slice = (worker + i) % workers;
      for (long claim = turns.claim(number, worker, slice); claim >= 0; claim = turns.claim(number, worker, slice)) {
        int from = (int) (claim >>> 32);
        int to = (int) claim;
        runTiles(worker, from, to);
        own += to - from;
      }
    }
    if (own > 0 && turns.done(own, tiles[phase])) {
      advance();
    }
  }

  /** Does tiles that were claimed: only now is it certain that program and phase are those of the claim. */
  private void runTiles(int worker, int from, int to) {
    if (failure.get() == null) {
      try {
        program.run(phase, worker, from, to);
      } catch (Throwable thrown) {
        failure.compareAndSet(null, thrown);
      }
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchanged(Throwable thrown) throws T {
    throw (T) thrown;
  }

  /** A thread that waits for phases. */
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

    /** To be called after a phase began: either this sees the sleeper, or the sleeper sees the phase. */
    void wake() {
      VarHandle.fullFence();
      if (asleep) {
        LockSupport.unpark(thread);
      }
    }

    @Override
    public void run() {
      long seen = 0;
      while (true) {
        seen = awaitPhase(seen);
        runTiles(number, seen);
      }
    }

    private long awaitPhase(long seen) {
      long patience = System.nanoTime() + AWAKE_NANOS;
      long current = turns.phase();
      while (current == seen) {
        for (int spin = 0; spin < SPINS && current == seen; spin++) {
          Thread.onSpinWait();
          current = turns.phase();
        }
        if (current != seen) {
          break;
        }
        if (crowded) {
          Thread.yield();
        }
        if (System.nanoTime() - patience > 0) {
          asleep = true;
          VarHandle.fullFence();
          for (current = turns.phase(); current == seen; current = turns.phase()) {
            LockSupport.park(this);
          }
          asleep = false;
        }
        current = turns.phase();
      }
      return current;
    }
  }
}
