package org.neurona.core.engine.floats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.neurona.core.Computed.assertClose;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.Graph.Assignment;
import org.neurona.core.engine.Storage;
import org.neurona.core.engine.WorkerTeam;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

/** Products and what is computed from them, in all the ways in which they are cut into tiles. */
class MatMulInstructionTest {
  private static final double TOLERANCE = 2e-5;

  static Stream<Arguments> sizesOnEngines() {
    int[][] sizes = {{1, 1, 1}, {3, 5, 7}, {32, 300, 100}, {33, 301, 65}, {127, 700, 9}, {128, 64, 64}, {200, 31, 50},
        {300, 100, 32}, {700, 600, 3}, {1000, 3, 17}};
    return Stream.of(sizes).flatMap(size -> Backends.floats().map(backend -> Arguments.of(size, backend)));
  }

  @ParameterizedTest
  @MethodSource("sizesOnEngines")
  void aProductAndWhatFollowsAreRightInEveryTile(int[] size, Backend backend) {
    int m = size[0];
    int n = size[1];
    int k = size[2];
    Random random = new Random(m + n + k);
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    Tensor a = fed(random, fed, m, k);
    Tensor b = fed(random, fed, k, n);
    Tensor row = fed(random, fed, n);
    Tensor column = fed(random, fed, m, 1);
    Tensor full = fed(random, fed, m, n);
    Tensor product = Ops.multiply(Ops.matmul(a, b), 1.0 / k);
    Tensor sum = Ops.add(Ops.add(product, row), Ops.multiply(column, full));
    List<Tensor> outputs = List.of(Ops.tanh(sum), Ops.where(Ops.greater(sum, 0), sum, Ops.constant(0.5)));

    List<NDArray> expected = Computed.values(new CommonsMathBackend(), fed, outputs);
    List<NDArray> actual = Computed.values(backend, fed, outputs);
    List<NDArray> alone = Computed.values(
        new FloatBackend(((FloatBackend) backend).kernels(), WorkerTeam.shared(1)), fed, outputs);

    for (int i = 0; i < outputs.size(); i++) {
      assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), TOLERANCE, "output " + i);
    }
    assertEquals(alone, actual, "one thread and two");
  }

  private static Tensor fed(Random random, Map<Tensor, NDArray> fed, int... dims) {
    Tensor placeholder = Computed.input(dims);
    fed.put(placeholder, Computed.random(random, Shape.of(dims), -1, 1));
    return placeholder;
  }

  static Stream<Backend> engines() {
    return Backends.all().map(named -> named.getPayload());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aVariableThatTheProductReadsKeepsItsOldValueUntilAllTilesAreDone(Backend backend) {
    int size = 150;
    Variable variable = new Variable("v", Shape.of(size, size), true);
    Tensor read = Tensor.of(new ReadVariable(variable));
    Tensor next = Ops.add(Ops.multiply(Ops.matmul(read, read), 0.01), read);
    Storage storage = backend.allocate(List.of(variable));
    NDArray start = Computed.random(new Random(4), variable.shape(), -1, 1);
    storage.set(variable, start);
    Executable executable = backend.compile(
        new Graph(List.of(), List.of(), List.of(new Assignment(variable, next))), storage);

    executable.run(0, 0);

    double[] v = start.toDoubleArray();
    double[] expected = v.clone();
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        for (int l = 0; l < size; l++) {
          expected[i * size + j] += 0.01 * v[i * size + l] * v[l * size + j];
        }
      }
    }
    assertClose(expected, storage.get(variable).toDoubleArray(), TOLERANCE, backend.name());
  }
}
