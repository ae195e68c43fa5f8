package org.neurona.core.engine;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.core.Computed;
import org.neurona.core.RandomGraph;
import org.neurona.core.engine.floats.FloatBackend;
import org.neurona.core.engine.floats.KernelChoice;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.ops.Node;
import org.neurona.ops.Op;

/** Graphs drawn at random give the same on every engine, and the same bits on any number of threads. */
class EngineAgreementTest {
  private static final int GRAPHS = 400;
  private static final double TOLERANCE = 1e-4;
  private static final int RUNS = 3;

  static LongStream seeds() {
    return LongStream.range(0, GRAPHS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void allEnginesAgree(long seed) {
    RandomGraph drawn = new RandomGraph(seed);
    List<double[]> expected = drawn.results(new CommonsMathBackend(), RUNS);
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      List<double[]> alone = drawn.results(new FloatBackend(kernels, WorkerTeam.shared(1)), RUNS);
      for (int i = 0; i < expected.size(); i++) {
        Computed.assertClose(expected.get(i), alone.get(i), TOLERANCE, kernels.name() + ", result " + i);
      }
      for (int threads = 2; threads <= 3; threads++) {
        List<double[]> together = drawn.results(new FloatBackend(kernels, WorkerTeam.shared(threads)), RUNS);
        for (int i = 0; i < expected.size(); i++) {
          assertArrayEquals(alone.get(i), together.get(i), kernels.name() + " on " + threads + " threads, result " + i);
        }
      }
    }
  }

  @Test
  void theGraphsHaveAllOperations() {
    var drawn = seeds().boxed().flatMap(seed -> new RandomGraph(seed).graph().nodes().stream()).map(Node::op)
        .map(Op::getClass).collect(Collectors.toSet());
    var missing = new java.util.HashSet<>(org.neurona.core.ops.OpRules.operations());
    missing.removeAll(drawn);
    org.junit.jupiter.api.Assertions.assertEquals(java.util.Set.of(), missing);
  }
}
