package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class WorkerTeamTest {
  /** Each phase adds neighbours of the phase before, so that a barrier too few shows. */
  private static final class Waves implements Program {
    private final int[] tiles;
    private final int width;
    private final long[][] values;

    Waves(int width, int... tiles) {
      this.width = width;
      this.tiles = tiles;
      this.values = new long[tiles.length + 1][width];
      for (int i = 0; i < width; i++) {
        values[0][i] = i * 31L + 7;
      }
    }

    @Override
    public int phases() {
      return tiles.length;
    }

    @Override
    public int tiles(int phase) {
      return tiles[phase];
    }

    @Override
    public void run(int phase, int worker, int from, int to) {
      long[] before = values[phase];
      long[] after = values[phase + 1];
      for (int tile = from; tile < to; tile++) {
        int end = (int) ((long) width * (tile + 1) / tiles[phase]);
        for (int i = (int) ((long) width * tile / tiles[phase]); i < end; i++) {
          after[i] = before[i] * 3 + before[(i + 1) % width] + before[(i + width / 2) % width];
        }
      }
    }

    long[] result() {
      return values[tiles.length];
    }
  }

  /** A program of one phase. */
  private record OnePhase(int count, Tile tile) implements Program {
    interface Tile {
      void run(int worker, int tile);
    }

    @Override
    public int phases() {
      return 1;
    }

    @Override
    public int tiles(int phase) {
      return count;
    }

    @Override
    public void run(int phase, int worker, int from, int to) {
      for (int i = from; i < to; i++) {
        tile.run(worker, i);
      }
    }
  }

  private static int[] manyPhases() {
    int[] tiles = new int[60];
    for (int i = 0; i < tiles.length; i++) {
      tiles[i] = new int[] {1, 7, 1, 1, 2, 16, 3}[i * 5 % 7];
    }
    return tiles;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void everyPhaseSeesWhatEarlierOnesWrote(int workers) {
    Waves expected = new Waves(200, manyPhases());
    new WorkerTeam(1).run(expected);
    WorkerTeam team = WorkerTeam.shared(workers);
    for (int round = 0; round < 300; round++) {
      Waves waves = new Waves(200, manyPhases());
      team.run(waves);
      assertArrayEquals(expected.result(), waves.result());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void runsEveryTileOnceOnAWorkerOfTheTeam(int workers) {
    WorkerTeam team = WorkerTeam.shared(workers);
    for (int count = 0; count < 40; count++) {
      AtomicIntegerArray runs = new AtomicIntegerArray(count);
      AtomicIntegerArray owners = new AtomicIntegerArray(count);
      team.run(new OnePhase(count, (worker, tile) -> {
        runs.incrementAndGet(tile);
        owners.set(tile, worker);
      }));
      for (int i = 0; i < count; i++) {
        assertEquals(1, runs.get(i));
        assertTrue(owners.get(i) < workers);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4})
  void aWorkerThatIsHeldUpKeepsTheOthersFromNoTileButItsOwn(int workers) {
    for (int held = 0; held < workers; held++) {
      int slow = held;
      int count = 24;
      AtomicIntegerArray runs = new AtomicIntegerArray(count);
      CountDownLatch others = new CountDownLatch(count - count / workers);
      WorkerTeam.shared(workers).run(new OnePhase(count, (worker, tile) -> {
        runs.incrementAndGet(tile);
        others.countDown();
        if (worker == slow) {
          await(others);
        }
      }));
      for (int i = 0; i < count; i++) {
        assertEquals(1, runs.get(i));
      }
    }
  }

  /**
   * More programs than processors, of phases with few tiles and many in turn: workers are held up at any place, and find
   * other phases and programs when they go on.
   */
  @Test
  void aWorkerThatComesLateFindsNothingToDoInAPhaseThatIsOver() throws Exception {
    Waves expected = new Waves(64, manyPhases());
    new WorkerTeam(1).run(expected);
    ExecutorService callers = Executors.newFixedThreadPool(6);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int caller = 0; caller < 6; caller++) {
        WorkerTeam team = new WorkerTeam(3);
        all.add(callers.submit(() -> {
          for (int round = 0; round < 3_000; round++) {
            Waves waves = new Waves(64, manyPhases());
            team.run(waves);
            assertArrayEquals(expected.result(), waves.result());
          }
        }));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4})
  void survivesManyShortPrograms(int workers) {
    WorkerTeam team = WorkerTeam.shared(workers);
    int[] sums = new int[64];
    Program program = new OnePhase(sums.length, (worker, tile) -> sums[tile] += tile);
    for (int i = 0; i < 20_000; i++) {
      team.run(program);
    }
    for (int i = 0; i < sums.length; i++) {
      assertEquals(20_000 * i, sums[i]);
    }
  }

  @Test
  void leavesSingleTilesToTheCaller() {
    Thread caller = Thread.currentThread();
    List<Thread> threads = new ArrayList<>();
    WorkerTeam.shared(3).run(new Program() {
      @Override
      public int phases() {
        return 5;
      }

      @Override
      public int tiles(int phase) {
        return phase == 2 ? 6 : 1;
      }

      @Override
      public void run(int phase, int worker, int from, int to) {
        if (phase != 2) {
          threads.add(Thread.currentThread());
        }
      }
    });
    assertEquals(List.of(caller, caller, caller, caller), threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void throwsUnchangedWhatATileThrows(int workers) {
    WorkerTeam team = WorkerTeam.shared(workers);
    for (int tile = 0; tile < 8; tile++) {
      int bad = tile;
      for (Throwable thrown : new Throwable[] {new IllegalStateException("no"), new StackOverflowError(),
          new IOException("sneaky")}) {
        Throwable caught = assertThrows(Throwable.class, () -> team.run(new OnePhase(8, (worker, i) -> {
          if (i == bad) {
            WorkerTeamTest.<RuntimeException>sneak(thrown);
          }
        })));
        assertSame(thrown, caught);
      }
      int[] done = new int[8];
      team.run(new OnePhase(8, (worker, i) -> done[i]++));
      assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1, 1, 1}, done);
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  @Test
  void runsNoPhaseAfterOneThatFailed() {
    int[] started = new int[4];
    Program program = new Program() {
      @Override
      public int phases() {
        return 4;
      }

      @Override
      public int tiles(int phase) {
        return phase == 3 ? 1 : 4;
      }

      @Override
      public void run(int phase, int worker, int from, int to) {
        started[phase]++;
        if (phase == 1 && to == 4) {
          throw new IllegalArgumentException("phase 1");
        }
      }
    };
    assertThrows(IllegalArgumentException.class, () -> WorkerTeam.shared(2).run(program));
    assertEquals(0, started[2]);
    assertEquals(0, started[3]);
  }

  @Test
  void callersAtTheSameTimeAllGetTheirResults() throws Exception {
    Waves expected = new Waves(100, manyPhases());
    new WorkerTeam(1).run(expected);
    ExecutorService callers = Executors.newFixedThreadPool(5);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        calls.add(() -> {
          for (int round = 0; round < 200; round++) {
            Waves waves = new Waves(100, manyPhases());
            WorkerTeam.shared(3).run(waves);
            assertArrayEquals(expected.result(), waves.result());
          }
          return null;
        });
      }
      for (Future<Void> call : callers.invokeAll(calls)) {
        call.get();
      }
    } finally {
      callers.shutdownNow();
    }
  }

  @Test
  void aTileMayRunAProgramOfItsOwn() {
    WorkerTeam team = WorkerTeam.shared(2);
    AtomicIntegerArray runs = new AtomicIntegerArray(4);
    team.run(new OnePhase(4, (worker, tile) -> team.run(new OnePhase(3, (w, t) -> runs.incrementAndGet(tile)))));
    for (int i = 0; i < 4; i++) {
      assertEquals(3, runs.get(i));
    }
  }

  @Test
  void anInterruptOfTheCallerStaysAndHarmsNothing() {
    WorkerTeam team = WorkerTeam.shared(2);
    int[] done = new int[6];
    Thread.currentThread().interrupt();
    team.run(new OnePhase(6, (worker, tile) -> {
      long end = System.nanoTime() + 3_000_000L * (tile + 1);
      while (System.nanoTime() < end) {
        Thread.onSpinWait();
      }
      done[tile]++;
    }));
    assertTrue(Thread.interrupted());
    assertArrayEquals(new int[] {1, 1, 1, 1, 1, 1}, done);
  }

  @Test
  void idleWorkersSleep() throws InterruptedException {
    WorkerTeam team = new WorkerTeam(3);
    int[] done = new int[6];
    Thread[] workers = new Thread[3];
    for (int round = 1; round <= 3; round++) {
      // Each waits until all have a tile, so that none does the work of another.
      CountDownLatch present = new CountDownLatch(workers.length);
      boolean[] here = new boolean[workers.length];
      team.run(new OnePhase(6, (worker, tile) -> {
        done[tile]++;
        workers[worker] = Thread.currentThread();
        if (!here[worker]) {
          here[worker] = true;
          present.countDown();
          await(present);
        }
      }));
      Thread.sleep(200);
      var threads = ManagementFactory.getThreadMXBean();
      long before = threads.getThreadCpuTime(workers[2].getId());
      Thread.sleep(200);
      long spent = threads.getThreadCpuTime(workers[2].getId()) - before;
      assertEquals(Thread.State.WAITING, workers[2].getState());
      assertTrue(spent < 20_000_000, () -> "spent " + spent + " ns asleep");
      assertTrue(workers[2].isDaemon());
      assertEquals("neurona-worker-2", workers[2].getName());
      assertArrayEquals(new int[] {round, round, round, round, round, round}, done);
    }
  }

  @Test
  void sharesOneTeamForEachThreadCount() {
    assertSame(WorkerTeam.shared(2), WorkerTeam.shared(2));
    assertEquals(2, WorkerTeam.shared(2).workers());
    assertEquals("`threads` must be a positive integer, got 0",
        assertThrows(IllegalArgumentException.class, () -> WorkerTeam.shared(0)).getMessage());
  }
}
