package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.neurona.core.Computed.assertClose;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
import org.neurona.core.engine.floats.FloatBackend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.data.Rows;
import org.neurona.ops.MatMul;
import org.neurona.ops.Ops;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Variable;

class HalvedProductsTest {
  /** A batch times a kernel, and a step of gradient descent on the squares of what comes out. */
  private record Step(Tensor batch, Variable kernel, Tensor product, Graph training, Graph evaluation) {
    static Step of(int rows, int in, int out) {
      Variable kernel = new Variable("kernel", Shape.of(in, out), true);
      Tensor read = Tensor.of(new ReadVariable(kernel));
      Tensor batch = Computed.input(rows, in);
      Tensor product = Ops.matmul(batch, read);
      Tensor gradient = Tensor.of(new MatMul(true, false), batch, product);
      Assignment update = new Assignment(kernel, Ops.subtract(read, Ops.multiply(gradient, 1e-3)));
      return new Step(batch, kernel, product, new Graph(List.of(batch), List.of(product), List.of(update)),
          new Graph(List.of(batch), List.of(product), List.of()));
    }
  }

  private static long halved(Graph graph) {
    return HalvedProducts.of(graph).nodes().stream().filter(node -> node.op() instanceof MatMulHalves).count();
  }

  @Test
  void aProductWithAKernelThatTheStepChangesIsASumOfTwo() {
    Step step = Step.of(32, 300, 100);
    Tensor sum = HalvedProducts.of(step.training()).outputs().get(0);
    assertEquals(new MatMulHalves(), sum.inputs().get(0).op());
    assertEquals(sum.inputs().get(0).node(), sum.inputs().get(1).node());
    assertEquals(step.product().inputs(), sum.inputs().get(0).inputs());
    assertEquals(step.product().shape(), sum.shape());
  }

  @Test
  void aKernelThatStaysIsReadAsItIs() {
    assertEquals(0, halved(Step.of(32, 300, 100).evaluation()));
  }

  @Test
  void smallKernelsOddOnesAndLargeBatchesStayWhole() {
    assertEquals(1, halved(Step.of(32, 256, 4).training()));
    assertEquals(0, halved(Step.of(32, 254, 4).training()));
    assertEquals(0, halved(Step.of(32, 301, 4).training()));
    assertEquals(1, halved(Step.of(150, 300, 4).training()));
    assertEquals(0, halved(Step.of(151, 300, 4).training()));
  }

  private static List<NDArray> run(Backend backend, Step step, NDArray batch, NDArray kernel) {
    Storage storage = backend.allocate(List.of(step.kernel()));
    storage.set(step.kernel(), kernel);
    Executable executable = backend.compile(step.training(), storage);
    executable.feed(step.batch(), Rows.all(batch));
    executable.run(0, 0);
    executable.run(0, 1);
    return List.of(executable.output(0), storage.get(step.kernel()));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void halvesAndUpdatesAreRightForAnyNumberOfThreads(FloatBackend backend) {
    Random random = new Random(5);
    for (Step step : List.of(Step.of(32, 784, 300), Step.of(7, 300, 33), Step.of(1, 256, 10), Step.of(130, 290, 1))) {
      NDArray batch = Computed.random(random, step.batch().shape(), -1, 1);
      NDArray kernel = Computed.random(random, step.kernel().shape(), -0.1, 0.1);
      List<NDArray> expected = run(new CommonsMathBackend(), step, batch, kernel);
      List<NDArray> actual = run(backend, step, batch, kernel);
      for (int i = 0; i < 2; i++) {
        assertClose(expected.get(i).toDoubleArray(), actual.get(i).toDoubleArray(), 2e-5,
            step.kernel().shape() + ", result " + i);
      }
      assertEquals(run(new FloatBackend(backend.kernels(), WorkerTeam.shared(1)), step, batch, kernel), actual);
    }
  }

  static List<Named<Backend>> engines() {
    return Backends.floats().toList();
  }
}
