package org.neurona.benchmarks.jmh;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Counts floating point operations; in a benchmark of throughput in seconds, {@code gigaFlops} is GFLOP/s. */
@State(Scope.Thread)
@AuxCounters(AuxCounters.Type.OPERATIONS)
public class Flops {
  /** Billions of operations so far. */
  public double gigaFlops;

  /** Counts some more. */
  void add(double flops) {
    gigaFlops += flops / 1e9;
  }
}
