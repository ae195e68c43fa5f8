package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.Executable;
import org.neurona.core.engine.Graph;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.core.plan.Gradients;
import org.neurona.ops.Ops;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Values of tensors on an engine, and gradients from the values alone. */
public final class Computed {
  private static final double STEP = 1e-5;

  private Computed() {}

  /** A placeholder. */
  public static Tensor input(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  /** Random float32 numbers between two bounds. */
  public static NDArray random(Random random, Shape shape, double low, double high) {
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (low + (high - low) * random.nextDouble());
    }
    return NDArray.wrap(shape, values);
  }

  /** The values of some tensors, for what is fed. */
  public static List<NDArray> values(Backend backend, Map<Tensor, NDArray> fed, List<Tensor> outputs) {
    Graph graph = new Graph(List.copyOf(fed.keySet()), outputs, List.of());
    Executable executable = backend.compile(graph, backend.allocate(List.of()));
    fed.forEach(executable::feed);
    executable.run(0, 0);
    List<NDArray> values = new ArrayList<>();
    for (int i = 0; i < outputs.size(); i++) {
      values.add(executable.output(i));
    }
    return values;
  }

  /** The value of one tensor. */
  public static double[] value(Backend backend, Map<Tensor, NDArray> fed, Tensor output) {
    return values(backend, fed, List.of(output)).get(0).toDoubleArray();
  }

  /** The gradient of a scalar by what is fed to one placeholder. */
  public static double[] gradient(Backend backend, Map<Tensor, NDArray> fed, Tensor scalar, Tensor by) {
    return value(backend, fed, Gradients.of(scalar, List.of(by)).get(0));
  }

  /** Fails unless the gradient in float64 is that of central differences, at up to 60 elements spread over all. */
  public static void assertGradient(Map<Tensor, NDArray> fed, Tensor scalar, Tensor by, double tolerance, String what) {
    Backend backend = new CommonsMathBackend();
    double[] gradient = gradient(backend, fed, scalar, by);
    Executable executable = backend.compile(new Graph(List.copyOf(fed.keySet()), List.of(scalar), List.of()),
        backend.allocate(List.of()));
    fed.forEach(executable::feed);
    double[] start = fed.get(by).toDoubleArray();
    assertEquals(start.length, gradient.length, what);
    for (int i = 0; i < start.length; i += 1 + start.length / 60) {
      double step = STEP * Math.max(1, Math.abs(start[i]));
      double difference = (at(executable, by, start, i, step) - at(executable, by, start, i, -step)) / (2 * step);
      assertClose(new double[] {difference}, new double[] {gradient[i]}, tolerance, what + ", element " + i);
    }
  }

  private static double at(Executable executable, Tensor by, double[] start, int index, double change) {
    double[] moved = start.clone();
    moved[index] += change;
    executable.feed(by, NDArray.wrap(by.shape(), moved));
    executable.run(0, 0);
    double[] value = new double[1];
    executable.output(0, value);
    return value[0];
  }

  /** The sum of a tensor's elements, each times a fixed number of its own, so that no two gradients are alike. */
  public static Tensor probed(Tensor x) {
    double[] probe = new double[x.shape().size()];
    for (int i = 0; i < probe.length; i++) {
      probe[i] = 0.3 + (i * 37 % 101) / 101.0;
    }
    return Ops.sum(Ops.multiply(x, Ops.constant(NDArray.wrap(x.shape(), probe))));
  }

  /** Fails unless all numbers are as expected, to within the tolerance taken both relative and absolute. */
  public static void assertClose(double[] expected, double[] actual, double tolerance, String what) {
    assertEquals(expected.length, actual.length, what + ": how many");
    for (int i = 0; i < expected.length; i++) {
      boolean equal = expected[i] == actual[i] || Double.isNaN(expected[i]) && Double.isNaN(actual[i]);
      if (!equal && !(Math.abs(expected[i] - actual[i]) <= tolerance * (1 + Math.abs(expected[i])))) {
        throw new AssertionError(what + ": expected " + expected[i] + " at " + i + ", got " + actual[i]);
      }
    }
  }
}
