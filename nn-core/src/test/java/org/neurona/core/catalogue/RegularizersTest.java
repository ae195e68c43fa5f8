package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L1;
import org.neurona.regularizers.L1L2;
import org.neurona.regularizers.L2;
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
