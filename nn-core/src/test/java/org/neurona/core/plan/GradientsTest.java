package org.neurona.core.plan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.exp;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sin;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.stopGradient;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.ops.Fill;
import org.neurona.ops.Tensor;

class GradientsTest {
  private static final NDArray NUMBERS = NDArray.of(0.5, -1, 2);
  private final Tensor x = Computed.input(3);

  private double[] at(Tensor tensor) {
    return Computed.value(new CommonsMathBackend(), Map.of(x, NUMBERS), tensor);
  }

  private Tensor gradient(Tensor scalar) {
    return Gradients.of(scalar, List.of(x)).get(0);
  }

  @Test
  void bothWaysThroughADiamondCount() {
    Tensor shared = square(x);
    Tensor scalar = sum(add(multiply(shared, 3), multiply(shared, shared)));
    double[] expected = {3 * 2 * 0.5 + 4 * 0.125, -3 * 2 - 4, 3 * 2 * 2 + 4 * 8};
    assertArrayEquals(expected, at(gradient(scalar)), 1e-12);
  }

  @Test
  void unusedVariableHasZerosOfItsShape() {
    Tensor unused = Computed.input(2, 4);
    Tensor gradient = Gradients.of(sum(x), List.of(unused)).get(0);
    assertEquals(new Fill(0, Shape.of(2, 4)), gradient.op());
  }

  @Test
  void noGradientFlowsThroughStopGradient() {
    assertArrayEquals(new double[] {0.25, 1, 4}, at(gradient(sum(multiply(x, stopGradient(square(x)))))), 1e-12);
    assertEquals(new Fill(0, Shape.of(3)), gradient(sum(stopGradient(x))).op());
  }

  @Test
  void noGradientFlowsThroughAComparison() {
    assertEquals(new Fill(0, Shape.of(3)), gradient(sum(org.neurona.ops.Ops.greater(x, 0))).op());
  }

  @Test
  void differentiatesItsOwnResults() {
    Tensor first = gradient(sum(sin(x)));
    Tensor second = gradient(sum(first));
    Tensor third = gradient(sum(second));
    assertArrayEquals(new double[] {-Math.sin(0.5), -Math.sin(-1), -Math.sin(2)}, at(second), 1e-12);
    assertArrayEquals(new double[] {-Math.cos(0.5), -Math.cos(-1), -Math.cos(2)}, at(third), 1e-12);
  }

  @Test
  void secondDerivativeOfACrossEntropyIsThatOfSmallDifferences() {
    Tensor z = Computed.input(2, 4);
    Tensor t = Computed.input(2, 4);
    Map<Tensor, NDArray> fed = Map.of(z, Computed.random(new java.util.Random(1), z.shape(), -2, 2), t,
        Computed.random(new java.util.Random(2), t.shape(), 0, 1));
    Tensor first = Gradients.of(sum(org.neurona.ops.Ops.softmaxCrossEntropy(z, t)), List.of(z)).get(0);
    Computed.assertGradient(fed, Computed.probed(first), z, 1e-7, "second derivative");
    Tensor labels = Computed.input(2);
    Tensor sparse = Gradients.of(sum(org.neurona.ops.Ops.sparseSoftmaxCrossEntropy(z, labels)), List.of(z)).get(0);
    Computed.assertGradient(Map.of(z, fed.get(z), labels, NDArray.of(3f, 0f)), Computed.probed(sparse), z, 1e-7,
        "second derivative");
  }

  @Test
  void differentiatesByWhatIsInTheMiddle() {
    Tensor middle = square(x);
    assertArrayEquals(new double[] {Math.exp(0.25), Math.exp(1), Math.exp(4)},
        at(Gradients.of(sum(exp(middle)), List.of(middle)).get(0)), 1e-9);
  }

  @Test
  void differentiatesByAMiddleAndWhatItIsMadeOfAtOnce() {
    Tensor middle = multiply(x, 2);
    List<Tensor> both = Gradients.of(sum(square(middle)), List.of(middle, x));
    assertArrayEquals(new double[] {2, -4, 8}, at(both.get(0)), 1e-12);
    assertArrayEquals(new double[] {4, -8, 16}, at(both.get(1)), 1e-12);
  }

  @Test
  void gradientByTheScalarItselfIsOne() {
    Tensor scalar = sum(x);
    assertArrayEquals(new double[] {1}, at(Gradients.of(scalar, List.of(scalar)).get(0)));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void chainOfTenThousandNodesIsNoTrouble(Backend backend) {
    Tensor value = x;
    for (int i = 0; i < 5_000; i++) {
      value = add(multiply(value, 0.9999), i % 2 == 0 ? x : org.neurona.ops.Ops.constant(0.5));
    }
    double expected = 0;
    for (int i = 0; i < 5_000; i++) {
      expected = expected * 0.9999 + (i % 2 == 0 ? 1 : 0);
    }
    expected += Math.pow(0.9999, 5_000);
    double[] gradient = Computed.gradient(backend, Map.of(x, NUMBERS), sum(value), x);
    assertArrayEquals(new double[] {expected, expected, expected}, gradient, 1e-5 * expected);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void chainOfAThousandNodesThatFuseIsNoTrouble(Backend backend) {
    Tensor value = x;
    double[] expected = {1, 1, 1};
    double[] at = NUMBERS.toDoubleArray();
    for (int i = 0; i < 1_000; i++) {
      value = sin(value);
      for (int j = 0; j < 3; j++) {
        expected[j] *= Math.cos(at[j]);
        at[j] = Math.sin(at[j]);
      }
    }
    assertArrayEquals(expected, Computed.gradient(backend, Map.of(x, NUMBERS), sum(value), x), 1e-5);
  }

  @Test
  void gradientOfAPowerByTheExponentIsZeroWhereTheBaseIs() {
    Tensor b = Computed.input(3);
    double[] gradient = Computed.gradient(new CommonsMathBackend(),
        Map.of(x, NDArray.of(0.0, -2, 2), b, NDArray.of(2.0, 2, 1)), sum(org.neurona.ops.Ops.power(x, b)), b);
    assertArrayEquals(new double[] {0, 0, 2 * Math.log(2)}, gradient, 1e-12);
  }

  @Test
  void refusesToDifferentiateAnythingButAScalar() {
    assertEquals("Only a scalar can be differentiated, got shape (3,)",
        assertThrows(IllegalArgumentException.class, () -> gradient(x)).getMessage());
    assertEquals("Only a scalar can be differentiated, got shape (1,)",
        assertThrows(IllegalArgumentException.class, () -> gradient(sum(x, true, 0))).getMessage());
  }
}
