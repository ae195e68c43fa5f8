package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.SpectralNormalization;
import org.neurona.losses.MeanSquaredError;
import org.neurona.optimizers.SGD;

/** Kernels whose largest singular value is kept at 1. */
class SpectralNormalizationTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 0}});
  /** A kernel with singular values 4 and 2. */
  private static final NDArray KERNEL = NDArray.of(new double[][] {{4, 0}, {0, 2}});

  private static Sequential model(Backend backend, double learningRate, SpectralNormalization layer, NDArray kernel) {
    Sequential model = new Sequential(new Input(2), layer);
    model.engine(backend.name());
    model.setWeights(List.of(kernel, NDArray.of(new double[][] {{0.6, 0.8}})));
    model.compile(new SGD(learningRate), new MeanSquaredError());
    return model;
  }

  private static SpectralNormalization dense() {
    return new SpectralNormalization(new Dense(2).useBias(false));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aStepDividesTheKernelByTheEstimatedSingularValue(Backend backend) {
    Sequential model = model(backend, 0, dense(), KERNEL);

    model.trainOnBatch(X, X);

    // u W^T = (2.4, 1.6) of length a; v W = (9.6, 3.2) / a; its length is sigma, for v W u^T is that of v W itself.
    double sigma = Math.hypot(9.6, 3.2) / Math.hypot(2.4, 1.6);
    assertArrayEquals(new double[] {4 / sigma, 0, 0, 2 / sigma}, model.getWeights().get(0).toDoubleArray(), 1e-5);
    double length = Math.hypot(9.6, 3.2);
    assertArrayEquals(new double[] {9.6 / length, 3.2 / length}, model.getWeights().get(1).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void manyIterationsFindTheSingularValue(Backend backend) {
    Sequential model = model(backend, 0, dense().powerIterations(20), KERNEL);

    model.trainOnBatch(X, X);

    assertArrayEquals(new double[] {1, 0, 0, 0.5}, model.getWeights().get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theOptimizerGoesOnFromTheDividedKernel(Backend backend) {
    Sequential model = model(backend, 0.25, dense().powerIterations(20), KERNEL);

    model.trainOnBatch(X, NDArray.of(new double[][] {{3, 1}}));

    // The output is (1, 0), so the gradient of the mean of squares by the first row is (1 - 3, 0 - 1).
    assertArrayEquals(new double[] {1 + 0.25 * 2, 0.25, 0, 0.5}, model.getWeights().get(0).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void inferenceTakesTheKernelAsItIs(Backend backend) {
    assertArrayEquals(new double[] {4, 0}, model(backend, 0, dense(), KERNEL).predict(X).toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aKernelOfZerosAndAFrozenOneAreLeftAlone(Backend backend) {
    Sequential model = model(backend, 0, dense(), NDArray.zeros(2, 2));
    model.trainOnBatch(X, X);
    assertArrayEquals(new double[4], model.getWeights().get(0).toDoubleArray());

    Sequential frozen = model(backend, 0.1, dense().trainable(false), KERNEL);
    List<NDArray> before = frozen.getWeights();
    frozen.trainOnBatch(X, X);
    assertEquals(before, frozen.getWeights());
  }

  @Test
  void aLayerWithoutAKernelIsRefused() {
    assertEquals("SpectralNormalization: Flatten object has no attribute 'kernel' nor 'embeddings'",
        assertThrows(IllegalArgumentException.class,
            () -> new SpectralNormalization(new Flatten()).apply(Input.of(2, 2))).getMessage());
  }
}
