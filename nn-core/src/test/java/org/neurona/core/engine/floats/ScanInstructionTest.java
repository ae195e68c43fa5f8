package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.plan.Gradients;
import org.neurona.ops.Ops;
import org.neurona.ops.Scan.Values;
import org.neurona.ops.Tensor;

class ScanInstructionTest {
  /** A recurrent formula with its gradients, and numbers for it. */
  private static final class Recurrent {
    final Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    final List<Tensor> results = new ArrayList<>();

    Recurrent(int length, int rows, int units) {
      Random random = new Random(length);
      for (Shape shape : List.of(Shape.of(rows, units), Shape.of(length, rows, units), Shape.of(units, units))) {
        fed.put(Computed.input(shape.dims()), Computed.random(random, shape, -0.3, 0.3));
      }
      List<Tensor> inputs = List.copyOf(fed.keySet());
      Values values = Ops.scan((states, slices) -> {
        Tensor next = Ops.tanh(Ops.add(Ops.matmul(states.get(0), inputs.get(2)), slices.get(0)));
        return new Values(List.of(next), List.of(next));
      }, List.of(inputs.get(0)), List.of(inputs.get(1)), false);
      results.addAll(values.outputs());
      results.addAll(values.states());
      results.addAll(Gradients.of(Computed.probed(values.outputs().get(0)), inputs));
    }

    int instructions() {
      FloatPlan plan = new FloatPlan(new Graph(List.copyOf(fed.keySet()), results, List.of()), KernelChoice.scalar(), 1,
          variable -> null);
      return plan.phases().stream().mapToInt(List::size).sum();
    }
  }

  @Test
  void aPlanHasAsManyInstructionsForAThousandStepsAsForTwo() {
    assertEquals(new Recurrent(2, 3, 4).instructions(), new Recurrent(1000, 3, 4).instructions());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 50})
  void anyNumberOfRowsHasTheSameBitsOnAnyNumberOfThreads(int rows) {
    Recurrent drawn = new Recurrent(7, rows, 20);
    List<NDArray> expected = Computed.values(new CommonsMathBackend(), drawn.fed, drawn.results);
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      List<NDArray> alone = Computed.values(new FloatBackend(kernels, WorkerTeam.shared(1)), drawn.fed, drawn.results);
      for (int i = 0; i < expected.size(); i++) {
        Computed.assertClose(expected.get(i).toDoubleArray(), alone.get(i).toDoubleArray(), 1e-5, "result " + i);
      }
      for (int threads = 2; threads <= 3; threads++) {
        List<NDArray> together =
            Computed.values(new FloatBackend(kernels, WorkerTeam.shared(threads)), drawn.fed, drawn.results);
        for (int i = 0; i < expected.size(); i++) {
          assertArrayEquals(alone.get(i).toFloatArray(), together.get(i).toFloatArray(), threads + " threads");
        }
      }
    }
  }

  @Test
  void aScanWithinAScanTakesTheFactorsOfItsOwnStep() {
    Random random = new Random(9);
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    for (Shape shape : List.of(Shape.of(4, 6), Shape.of(3, 6, 6), Shape.of(5, 4, 6))) {
      fed.put(Computed.input(shape.dims()), Computed.random(random, shape, -0.5, 0.5));
    }
    List<Tensor> inputs = List.copyOf(fed.keySet());
    Tensor last = Ops.scan((states, kernels) -> new Values(Ops.scan((inner, slices) ->
        new Values(List.of(Ops.tanh(Ops.add(Ops.matmul(inner.get(0), kernels.get(0)), slices.get(0)))), List.of()),
        states, List.of(inputs.get(2)), false).states(), List.of()), List.of(inputs.get(0)), List.of(inputs.get(1)),
        false).states().get(0);

    List<NDArray> expected = Computed.values(new CommonsMathBackend(), fed, List.of(last));
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      List<NDArray> actual = Computed.values(new FloatBackend(kernels, WorkerTeam.shared(2)), fed, List.of(last));
      Computed.assertClose(expected.get(0).toDoubleArray(), actual.get(0).toDoubleArray(), 1e-5, kernels.name());
    }
  }

  @Test
  void newNumbersOfAFactorCountFromTheNextRunOn() {
    Recurrent drawn = new Recurrent(7, 20, 20);
    FloatBackend backend = new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2));
    Executable executable = backend.compile(new Graph(List.copyOf(drawn.fed.keySet()), drawn.results, List.of()),
        backend.allocate(List.of()));
    List<NDArray> before = run(executable, drawn);
    Tensor kernel = List.copyOf(drawn.fed.keySet()).get(2);
    drawn.fed.put(kernel, Computed.random(new Random(8), kernel.shape(), -0.3, 0.3));
    List<NDArray> after = run(executable, drawn);

    assertNotEquals(before, after);
    assertEquals(Computed.values(backend, drawn.fed, drawn.results), after);
  }

  private static List<NDArray> run(Executable executable, Recurrent drawn) {
    drawn.fed.forEach(executable::feed);
    executable.run(0, 0);
    return IntStream.range(0, drawn.results.size()).mapToObj(executable::output).toList();
  }

  @Test
  void aThousandStepsAgreeWithTheReference() {
    Recurrent drawn = new Recurrent(1000, 3, 4);
    List<NDArray> expected = Computed.values(new CommonsMathBackend(), drawn.fed, drawn.results);
    List<NDArray> actual =
        Computed.values(new FloatBackend(KernelChoice.simd(), WorkerTeam.shared(2)), drawn.fed, drawn.results);
    for (int i = 0; i < expected.size(); i++) {
      Computed.assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), 1e-4, "result " + i);
    }
  }
}
