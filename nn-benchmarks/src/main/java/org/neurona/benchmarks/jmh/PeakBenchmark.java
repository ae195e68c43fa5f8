package org.neurona.benchmarks.jmh;

import java.util.concurrent.TimeUnit;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Warmup;

/** The most that one core can do: chains of fused multiply-adds in registers. What kernels are held against. */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgsAppend = {"--add-modules", "jdk.incubator.vector"})
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class PeakBenchmark {
  private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
  private static final int ROUNDS = 10_000;

  /** Ten chains: more than the latency of an operation times the number of units. */
  @Benchmark
  public float fusedMultiplyAdd(Flops flops) {
    FloatVector factor = FloatVector.broadcast(SPECIES, 0.999f);
    FloatVector c0 = FloatVector.broadcast(SPECIES, 1);
    FloatVector c1 = c0;
    FloatVector c2 = c0;
    FloatVector c3 = c0;
    FloatVector c4 = c0;
    FloatVector c5 = c0;
    FloatVector c6 = c0;
    FloatVector c7 = c0;
    FloatVector c8 = c0;
    FloatVector c9 = c0;
    for (int i = 0; i < ROUNDS; i++) {
      c0 = c0.fma(factor, factor);
      c1 = c1.fma(factor, factor);
      c2 = c2.fma(factor, factor);
      c3 = c3.fma(factor, factor);
      c4 = c4.fma(factor, factor);
      c5 = c5.fma(factor, factor);
      c6 = c6.fma(factor, factor);
      c7 = c7.fma(factor, factor);
      c8 = c8.fma(factor, factor);
      c9 = c9.fma(factor, factor);
    }
    flops.add(2.0 * 10 * SPECIES.length() * ROUNDS);
    return c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7).add(c8).add(c9).lane(0);
  }
}
