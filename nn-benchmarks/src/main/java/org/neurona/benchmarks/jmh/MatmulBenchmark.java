package org.neurona.benchmarks.jmh;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.floats.KernelChoice;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Matrix products on one thread, as the steps of the workloads have them: forward, and both gradients. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class MatmulBenchmark {
  private static final int BLOCK = 8;

  /** The kernels. */
  @Param({"simd", "scalar"})
  public String engine;

  /** Rows of A, columns of A, columns of B. */
  @Param({"1x784x300", "32x784x300", "128x784x300", "128x300x100", "1024x784x300", "784x32x300", "784x128x300"})
  public String shape;

  /** Which factors are read transposed: none, A, or B. */
  @Param({"none", "a", "b"})
  public String transposed;

  /** Which part of A is zero, in blocks of eight rows and columns: half of MNIST's blocks are. */
  @Param({"0", "0.5"})
  public double zeros;

  private FloatKernels kernels;
  private int m;
  private int k;
  private int n;
  private float[] a;
  private float[] b;
  private float[] c;
  private float[] scratch;

  /** Fills the factors. */
  @Setup
  public void prepare() {
    int[] sizes = Arrays.stream(shape.split("x")).mapToInt(Integer::parseInt).toArray();
    m = sizes[0];
    k = sizes[1];
    n = sizes[2];
    kernels = engine.equals("simd") ? KernelChoice.simd() : KernelChoice.scalar();
    Random random = new Random(7);
    a = new float[m * k];
    b = new float[k * n];
    c = new float[m * n];
    for (int i = 0; i < a.length; i++) {
      a[i] = (float) random.nextGaussian();
    }
    for (int i = 0; i < b.length; i++) {
      b[i] = (float) random.nextGaussian();
    }
    clearBlocks(random);
    scratch = new float[kernels.matmulScratch(m, n, k)];
  }

  private void clearBlocks(Random random) {
    for (int row = 0; row < m; row += BLOCK) {
      for (int column = 0; column < k; column += BLOCK) {
        if (random.nextDouble() < zeros) {
          clearBlock(row, column);
        }
      }
    }
  }

  private void clearBlock(int row, int column) {
    for (int i = row; i < Math.min(m, row + BLOCK); i++) {
      for (int j = column; j < Math.min(k, column + BLOCK); j++) {
        a[transposed.equals("a") ? j * m + i : i * k + j] = 0;
      }
    }
  }

  /** {@code C = A B}. */
  @Benchmark
  public float[] multiply(Flops flops) {
    boolean aTransposed = transposed.equals("a");
    boolean bTransposed = transposed.equals("b");
    kernels.matmul(m, n, k, a, 0, aTransposed ? 1 : k, aTransposed ? m : 1, b, 0, bTransposed ? 1 : n,
        bTransposed ? k : 1, c, 0, n, scratch);
    flops.add(2.0 * m * n * k);
    return c;
  }
}
