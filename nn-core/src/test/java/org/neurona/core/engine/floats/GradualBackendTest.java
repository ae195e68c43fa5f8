package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.RandomGraph;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.data.Rows;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

class GradualBackendTest {
  private static final int RUNS = 3;

  private final AtomicInteger loads = new AtomicInteger();
  private final GradualBackend backend = new GradualBackend(this::load, WorkerTeam.shared(2));

  private FloatKernels load() {
    loads.incrementAndGet();
    return KernelChoice.simd();
  }

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void plainLoopsGiveTheBitsOfVectorsInAllOperations(long seed) {
    RandomGraph drawn = new RandomGraph(seed);
    List<double[]> early =
        drawn.results(new FloatBackend(new EarlyKernels(KernelChoice::simd), WorkerTeam.shared(1)), RUNS);
    List<double[]> onVectors = drawn.results(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2)), RUNS);

    assertEquals(onVectors.size(), early.size());
    for (int i = 0; i < early.size(); i++) {
      assertArrayEquals(onVectors.get(i), early.get(i), "result " + i);
    }
  }

  @Test
  void sumsOfAnyLengthHaveTheSameBits() {
    float[] x = Computed.random(new Random(3), Shape.of(700), -1, 1).toFloatArray();
    EarlyKernels early = new EarlyKernels(KernelChoice::simd);
    for (int n = 0; n < x.length; n++) {
      assertEquals(KernelChoice.simd().sum(x, 0, n), early.sum(x, 0, n), "of " + n);
    }
  }

  /** A dense layer with softmax. */
  private static Tensor dense(Tensor x, Variable kernel) {
    return Ops.softmax(Ops.relu(Ops.matmul(x, Tensor.of(new ReadVariable(kernel)))));
  }

  @Nested
  class AGraphForOneRow {
    private final Variable kernel = new Variable("kernel", Shape.of(50, 40), true);
    private final Tensor x = Computed.input(1, 50);
    private final Graph graph = new Graph(List.of(x), List.of(dense(x, kernel)), List.of());
    private final NDArray row = Computed.random(new Random(5), Shape.of(1, 50), -1, 1);
    private final NDArray weights = Computed.random(new Random(6), Shape.of(50, 40), -1, 1);

    private Executable compiled(Backend engine) {
      Storage storage = engine.allocate(List.of(kernel));
      storage.set(kernel, weights);
      return engine.compile(graph, storage);
    }

    private float[] predict(Executable executable) {
      executable.feed(x, Rows.all(row));
      executable.run(0, 0);
      return executable.output(0).toFloatArray();
    }

    @Test
    void isPredictedAFewTimesWithoutVectors() {
      Executable executable = compiled(backend);
      for (int run = 0; run < 7; run++) {
        predict(executable);
      }

      assertEquals(0, loads.get());
    }

    @Test
    void movesOnToVectorsWithTheSameBits() throws InterruptedException {
      float[] expected = predict(compiled(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2))));
      CountDownLatch fast = new CountDownLatch(1);
      Executable early = compiled(new FloatBackend(new EarlyKernels(KernelChoice::simd), WorkerTeam.shared(2)));
      Executable onVectors = compiled(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2)));
      Counting counting = new Counting(onVectors, fast);
      GradualExecutable gradual = new GradualExecutable(List.of(x), early, () -> counting);

      while (counting.outputs == 0) {
        assertArrayEquals(expected, predict(gradual));
      }

      assertTrue(fast.await(0, TimeUnit.SECONDS), "it was rehearsed first");
      assertArrayEquals(expected, predict(gradual));
    }

    @Test
    void isOnVectorsAtOnceWhereTheyAreThere() {
      backend.describe();

      assertInstanceOf(FloatExecutable.class, compiled(backend));
    }

    @Test
    void staysOnPlainLoopsWhereVectorsFail() throws InterruptedException {
      CountDownLatch asked = new CountDownLatch(1);
      GradualBackend without = new GradualBackend(() -> {
        asked.countDown();
        throw new IllegalStateException("no vectors");
      }, WorkerTeam.shared(2));
      Executable executable = compiled(without);
      float[] first = predict(executable);
      for (int run = 0; run < 7; run++) {
        predict(executable);
      }
      asked.await();

      assertArrayEquals(first, predict(executable));
    }
  }

  /** Tells when an executable has run, and how often its output was taken. */
  private static final class Counting implements Executable {
    private final Executable executable;
    private final CountDownLatch hasRun;
    private volatile int outputs;

    Counting(Executable executable, CountDownLatch hasRun) {
      this.executable = executable;
      this.hasRun = hasRun;
    }

    @Override
    public void feed(Tensor placeholder, Rows rows) {
      executable.feed(placeholder, rows);
    }

    @Override
    public void feed(Tensor placeholder, double value) {
      executable.feed(placeholder, value);
    }

    @Override
    public void run(long seed, long step) {
      executable.run(seed, step);
      hasRun.countDown();
    }

    @Override
    public NDArray output(int index) {
      outputs++;
      return executable.output(index);
    }

    @Override
    public void output(int index, double[] target) {
      executable.output(index, target);
    }
  }

  @Nested
  class OtherGraphs {
    private Executable compiled(int rows, int width, boolean assigns) {
      Variable kernel = new Variable("kernel", Shape.of(width, width), true);
      Tensor x = Computed.input(rows, width);
      Tensor read = Tensor.of(new ReadVariable(kernel));
      return backend.compile(new Graph(List.of(x), List.of(Ops.matmul(x, read)),
          assigns ? List.of(new Graph.Assignment(kernel, Ops.multiply(read, 2))) : List.of()),
          backend.allocate(List.of(kernel)));
    }

    @Test
    void ofSeveralRowsAreOnVectorsFromTheStart() {
      assertFalse(compiled(2, 10, false) instanceof GradualExecutable);
      assertEquals(1, loads.get());
    }

    @Test
    void withMuchToDoAreOnVectorsFromTheStart() {
      assertFalse(compiled(1, 2000, false) instanceof GradualExecutable);
      assertEquals(1, loads.get());
    }

    @Test
    void thatChangeVariablesAreOnVectorsFromTheStart() {
      assertFalse(compiled(1, 10, true) instanceof GradualExecutable);
      assertEquals(1, loads.get());
    }
  }
}
