package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.ELU;
import org.neurona.layers.Layer;
import org.neurona.layers.LeakyReLU;
import org.neurona.layers.PReLU;
import org.neurona.layers.ReLU;
import org.neurona.layers.Softmax;

/** Activation layers against their published formulas. */
class ActivationLayersTest {
  private static final double[] X = {-10, -5, 0, 1, 2, 5, 10};

  static Stream<Arguments> formulas() {
    List<Arguments> cases = List.of(
        Arguments.of(new ReLU(), new double[] {0, 0, 0, 1, 2, 5, 10}),
        // The example of Keras' documentation, and its numbers.
        Arguments.of(new ReLU().maxValue(10).negativeSlope(0.5), new double[] {-5, -2.5, 0, 1, 2, 5, 10}),
        Arguments.of(new ReLU().maxValue(6), new double[] {0, 0, 0, 1, 2, 5, 6}),
        Arguments.of(new ReLU().threshold(1), new double[] {0, 0, 0, 0, 2, 5, 10}),
        // slope (x - threshold) up to the threshold: 0.5 (-10 - 2), ...
        Arguments.of(new ReLU().threshold(2).negativeSlope(0.5).maxValue(4),
            new double[] {-6, -3.5, -1, -0.5, 0, 4, 4}),
        Arguments.of(new ReLU().negativeSlope(0.1).maxValue((Double) null), new double[] {-1, -0.5, 0, 1, 2, 5, 10}),
        Arguments.of(new LeakyReLU(), new double[] {-3, -1.5, 0, 1, 2, 5, 10}),
        Arguments.of(new LeakyReLU(2), new double[] {-20, -10, 0, 1, 2, 5, 10}),
        Arguments.of(new ELU(2),
            new double[] {2 * (Math.exp(-10) - 1), 2 * (Math.exp(-5) - 1), 0, 1, 2, 5, 10}));
    return cases.stream().flatMap(one -> Backends.all()
        .map(backend -> Arguments.of(one.get()[0], one.get()[1], backend)));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void theFormulaIsThePublishedOne(Layer layer, double[] expected, Backend backend) {
    NDArray output = LayerValues.atInference(layer, backend).of(NDArray.wrap(Shape.of(1, X.length), X));

    assertArrayEquals(expected, output.toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void alphaIsSharedAlongTheAxesThatAreNamed(Backend backend) {
    NDArray steps = NDArray.wrap(Shape.of(1, 2, 2), new double[] {-1, -2, 3, -4});

    assertArrayEquals(new double[] {-0.1, -0.4, 3, -1.6}, LayerValues.atInference(new PReLU(), backend)
        .weights(NDArray.wrap(Shape.of(2, 2), new double[] {0.1, 0.2, 0.3, 0.4})).of(steps).toDoubleArray(), 1e-6);
    assertArrayEquals(new double[] {-0.1, -0.4, 3, -0.8}, LayerValues.atInference(new PReLU().sharedAxes(1), backend)
        .weights(NDArray.wrap(Shape.of(1, 2), new double[] {0.1, 0.2})).of(steps).toDoubleArray(), 1e-6);
  }

  /** Logarithms of 1, 2, 3, 4, so that the shares are those of the numbers themselves. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void softmaxAddsUpToOneAlongItsAxes(Backend backend) {
    NDArray x = NDArray.wrap(Shape.of(1, 2, 2), new double[] {0, Math.log(2), Math.log(3), Math.log(4)});

    assertArrayEquals(new double[] {1.0 / 3, 2.0 / 3, 3.0 / 7, 4.0 / 7},
        LayerValues.atInference(new Softmax(), backend).of(x).toDoubleArray(), 1e-6);
    assertArrayEquals(new double[] {1.0 / 4, 2.0 / 6, 3.0 / 4, 4.0 / 6},
        LayerValues.atInference(new Softmax().axis(1), backend).of(x).toDoubleArray(), 1e-6);
    for (Softmax both : List.of(new Softmax().axis(1, 2), new Softmax().axis(-1, -2))) {
      assertArrayEquals(new double[] {0.1, 0.2, 0.3, 0.4},
          LayerValues.atInference(both, backend).of(x).toDoubleArray(), 1e-6);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aMaskLeavesItsZerosOut(Backend backend) {
    NDArray x = NDArray.wrap(Shape.of(1, 3), new double[] {0, Math.log(3), 50});
    NDArray mask = NDArray.wrap(Shape.of(1, 3), new double[] {1, 1, 0});

    NDArray shares = LayerValues.atInference(new Softmax(), backend).of(x, mask);

    assertEquals(0, shares.toDoubleArray()[2]);
    assertArrayEquals(new double[] {0.25, 0.75, 0}, shares.toDoubleArray(), 1e-6);
  }
}
