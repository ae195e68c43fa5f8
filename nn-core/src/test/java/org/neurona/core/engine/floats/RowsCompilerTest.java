package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;

/** Large batches of a model whose rows don't look at each other. */
class RowsCompilerTest {
  /** Two layers with a scale that hangs on weights alone, and the numbers of their weights. */
  private static final class Layers extends WeightedGraph {
    Layers(int rows, int in, int units, int out) {
      super(Shape.of(rows, in), 5);
      Tensor scale = Ops.sqrt(Ops.add(Ops.square(weight(0.5, units)), 0.5));
      Tensor hidden = Ops.relu(Ops.divide(Ops.matmul(input, weight(0.5, in, units)), scale));
      Tensor logits = Ops.add(Ops.matmul(hidden, weight(0.5, out, units), false, true), weight(0.5, out));
      // One output twice, one that is an input, one that is another in another shape.
      outputs = List.of(Ops.softmax(logits), hidden, hidden, input, Ops.reshape(logits, rows, 1, out));
    }
  }

  static Stream<Arguments> sizesOnKernels() {
    int[][] sizes = {{128, 5, 3, 2}, {129, 40, 33, 17}, {300, 7, 65, 1}, {1000, 784, 30, 10}, {83, 18_000, 4, 3}};
    return Stream.of(sizes).flatMap(size -> Stream.of(KernelChoice.scalar(), KernelChoice.simd())
        .map(kernels -> Arguments.of(size, kernels)));
  }

  @ParameterizedTest
  @MethodSource("sizesOnKernels")
  void agreeWithTheReferenceAndToTheBitWithTheWholeBatchOnAnyNumberOfThreads(int[] size, FloatKernels kernels) {
    Layers layers = new Layers(size[0], size[1], size[2], size[3]);
    NDArray x = Computed.random(new Random(6), layers.input.shape(), -1, 1);
    Backend judge = new CommonsMathBackend();
    List<NDArray> expected = layers.results(judge.compile(layers.graph(), layers.storage(judge)), x);
    FloatBackend one = new FloatBackend(kernels, WorkerTeam.shared(1));
    List<NDArray> whole = layers.results(
        new FloatCompiler(one, layers.graph(), (FloatStorage) layers.storage(one)).compile(), x);

    for (int threads = 1; threads <= 3; threads++) {
      FloatBackend backend = new FloatBackend(kernels, WorkerTeam.shared(threads));
      FloatStorage storage = (FloatStorage) layers.storage(backend);
      Executable byRows = RowsCompiler.of(backend, layers.graph(), storage).orElseThrow().compile();
      List<NDArray> actual = layers.results(byRows, x);

      for (int i = 0; i < expected.size(); i++) {
        Computed.assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), 1e-4, "output " + i);
      }
      assertEquals(whole, actual, threads + " threads");
      assertEquals(actual, layers.results(byRows, x), "a second run");
    }
  }

  static Stream<Arguments> theseAndASingleRow() {
    return Stream.concat(sizesOnKernels(), Stream.of(KernelChoice.scalar(), KernelChoice.simd())
        .map(kernels -> Arguments.of(new int[] {1, 40, 33, 17}, kernels)));
  }

  @Test
  void aSingleRowHasTheBitsOfTheSameRowInABatch() {
    for (FloatKernels kernels : List.of(KernelChoice.scalar(), KernelChoice.simd())) {
      Layers many = new Layers(64, 70, 33, 17);
      Layers one = new Layers(1, 70, 33, 17);
      FloatBackend backend = new FloatBackend(kernels, WorkerTeam.shared(2));
      NDArray x = Computed.random(new Random(7), many.input.shape(), -1, 1);
      List<NDArray> batch = many.results(backend.compile(many.graph(), many.storage(backend)), x);
      List<NDArray> alone = one.results(backend.compile(one.graph(), one.storage(backend)), x.slice(5, 6));
      for (int i = 0; i < batch.size(); i++) {
        assertEquals(batch.get(i).slice(5, 6), alone.get(i), kernels.name() + ", output " + i);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("theseAndASingleRow")
  void newWeightsCountFromTheNextRunOnWhoeverChangedThem(int[] size, FloatKernels kernels) {
    Layers layers = new Layers(size[0], size[1], size[2], size[3]);
    NDArray x = Computed.random(new Random(6), layers.input.shape(), -1, 1);
    FloatBackend backend = new FloatBackend(kernels, WorkerTeam.shared(2));
    Storage storage = layers.storage(backend);
    Executable byRows = backend.compile(layers.graph(), storage);
    List<NDArray> before = layers.results(byRows, x);
    List<Assignment> halves = new ArrayList<>();
    layers.variables.forEach(variable -> halves.add(
        new Assignment(variable, Ops.multiply(Tensor.of(new ReadVariable(variable)), 0.5))));

    backend.compile(new Graph(List.of(), List.of(), halves), storage.and(backend.allocate(List.of()))).run(0, 0);
    List<NDArray> halved = layers.results(byRows, x);

    assertEquals(layers.results(backend.compile(layers.graph(), storage), x), halved);
    assertFalse(before.get(1).equals(halved.get(1)));
    for (int i = 0; i < layers.values.size(); i++) {
      storage.set(layers.variables.get(i), layers.values.get(i));
    }
    assertEquals(before, layers.results(byRows, x));
  }

  @Test
  void fewRowsAreOneBatch() {
    FloatBackend backend = new FloatBackend(KernelChoice.scalar(), WorkerTeam.shared(2));

    assertTrue(RowsCompiler.of(backend, new Layers(128, 5, 3, 2).graph(), FloatStorage.of(List.of())).isPresent());
    assertFalse(RowsCompiler.of(backend, new Layers(127, 5, 3, 2).graph(), FloatStorage.of(List.of())).isPresent());
  }

  @Test
  void whatWasNotFedIsMissed() {
    Layers layers = new Layers(128, 5, 3, 2);
    FloatBackend backend = new FloatBackend(KernelChoice.scalar(), WorkerTeam.shared(2));
    Executable byRows = backend.compile(layers.graph(), layers.storage(backend));

    assertTrue(assertThrows(IllegalStateException.class, () -> byRows.run(0, 0)).getMessage()
        .startsWith("Nothing was fed to "));
  }
}
