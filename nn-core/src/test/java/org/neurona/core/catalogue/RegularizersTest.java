package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L1;
import org.neurona.regularizers.L1L2;
import org.neurona.regularizers.L2;
import org.neurona.regularizers.OrthogonalRegularizer;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

class RegularizersTest {
  private static final NDArray NUMBERS = NDArray.of(new double[][] {{1, -2, 0}, {0.5, 4, -3}});

  private static double penalty(Backend backend, Regularizer regularizer) {
    Tensor x = Computed.input(2, 3);
    return Computed.value(backend, Map.of(x, NUMBERS), regularizer.call(x))[0];
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void penaltiesAreSums(Backend backend) {
    assertEquals(0.1 * 10.5, penalty(backend, L1.of(0.1)), 1e-6);
    assertEquals(0.1 * 30.25, penalty(backend, L2.of(0.1)), 1e-6);
    assertEquals(0.1 * 10.5 + 0.01 * 30.25, penalty(backend, L1L2.of(0.1, 0.01)), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void defaultsAreThoseOfKeras(Backend backend) {
    assertEquals(0.01 * 10.5, penalty(backend, Regularizers.get("l1")), 1e-6);
    assertEquals(0.01 * 30.25, penalty(backend, Regularizers.get("l2")), 1e-6);
    assertEquals(0, penalty(backend, Regularizers.get("l1_l2")), 0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void gradientsAreSignsAndDoubles(Backend backend) {
    Tensor x = Computed.input(2, 3);
    Computed.assertClose(new double[] {0.1 + 0.02, -0.1 - 0.04, 0, 0.1 + 0.01, 0.1 + 0.08, -0.1 - 0.06},
        Computed.gradient(backend, Map.of(x, NUMBERS), L1L2.of(0.1, 0.01).call(x), x), 1e-6, "l1_l2");
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void rowsOrColumnsThatAreNotOrthogonalArePenalized(Backend backend) {
    // The rows' cosine is -7.5 / sqrt(5 * 25.25); there is one pair.
    double rows = 7.5 / Math.sqrt(5 * 25.25);
    assertEquals(0.01 * rows, penalty(backend, Regularizers.get("orthogonal_regularizer")), 1e-8);
    // Of the columns (1, 0.5), (-2, 4) and (0, -3), of lengths sqrt(1.25), sqrt(20) and 3: three pairs.
    double columns = (0 + 1.5 / (Math.sqrt(1.25) * 3) + 12 / (Math.sqrt(20) * 3)) / 3;
    assertEquals(0.5 * columns, penalty(backend, OrthogonalRegularizer.of(0.5, "columns")), 1e-6);
    Tensor x = Computed.input(2, 2);
    assertEquals(0, Computed.value(backend, Map.of(x, NDArray.of(new double[][] {{3, 4}, {-4, 3}})),
        new OrthogonalRegularizer().call(x))[0], 1e-9);
    Tensor row = Computed.input(1, 3);
    assertEquals(0, Computed.value(backend, Map.of(row, NDArray.of(new double[][] {{3, 4, 5}})),
        new OrthogonalRegularizer().call(row))[0]);
  }

  @Test
  void gradientsOfTheOrthogonalPenaltyAreThoseOfSmallDifferences() {
    for (String mode : new String[] {"rows", "columns"}) {
      Tensor x = Computed.input(4, 3);
      Computed.assertGradient(Map.of(x, Computed.random(new Random(2), Shape.of(4, 3), -1, 1)),
          OrthogonalRegularizer.of(0.7, mode).call(x), x, 1e-7, mode);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aRowOfZerosHasNoDirectionAndAGradient(Backend backend) {
    Tensor x = Computed.input(2, 2);
    double[] gradient = Computed.gradient(backend, Map.of(x, NDArray.of(new double[][] {{0, 0}, {1, 2}})),
        new OrthogonalRegularizer().call(x), x);
    assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite), Arrays.toString(gradient));
  }

  @Test
  void onlyMatricesHaveRows() {
    assertEquals("Inputs to OrthogonalRegularizer must have rank 2. Received: inputs.shape=(3, 3, 2, 4)", assertThrows(
        IllegalArgumentException.class, () -> new OrthogonalRegularizer().call(Computed.input(3, 3, 2, 4)))
        .getMessage());
    assertEquals("OrthogonalRegularizer: Received an invalid value for mode, expected one of rows, columns. Received: "
        + "mode=row", assertThrows(IllegalArgumentException.class, () -> OrthogonalRegularizer.of(1, "row"))
        .getMessage());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aPenaltyOfOnesOwnIsAFunction(Backend backend) {
    Regularizer largest = Regularizer.of("largest", x -> Ops.max(x, false, 0, 1));
    assertEquals(4, penalty(backend, largest));
    assertEquals("largest", largest.toPlain());
    assertEquals("largest", largest.toString());
    assertSame(largest.getClass(), Regularizers.catalogue().read("largest", CustomObjects.of(largest)).getClass());
  }

  @Test
  void penaltyOfAKernelIsInTheLossAndInTheStep() {
    Sequential model = new Sequential(new Input(1), new Dense(1).useBias(false).kernelRegularizer(L2.of(0.5)));
    model.engine("commons-math").compile(new SGD(0.1), new MeanSquaredError());
    model.setWeights(java.util.List.of(NDArray.of(new double[][] {{3}})));
    NDArray x = NDArray.of(new double[][] {{2}});
    NDArray y = NDArray.of(new double[][] {{5}});
    // (3 * 2 - 5)^2 + 0.5 * 3^2; the gradient is 2 (3 * 2 - 5) 2 + 2 * 0.5 * 3.
    assertEquals(5.5, model.evaluate(x, y).get("loss"), 1e-9);
    assertEquals(5.5, model.trainOnBatch(x, y).get("loss"), 1e-9);
    assertEquals(3 - 0.1 * 7, model.getWeights().get(0).getDouble(0, 0), 1e-9);
  }
}
