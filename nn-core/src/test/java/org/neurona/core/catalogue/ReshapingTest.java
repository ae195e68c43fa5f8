package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Cropping1D;
import org.neurona.layers.Cropping2D;
import org.neurona.layers.Cropping3D;
import org.neurona.layers.Identity;
import org.neurona.layers.Layer;
import org.neurona.layers.Permute;
import org.neurona.layers.RepeatVector;
import org.neurona.layers.UpSampling1D;
import org.neurona.layers.UpSampling2D;
import org.neurona.layers.UpSampling3D;
import org.neurona.layers.ZeroPadding1D;
import org.neurona.layers.ZeroPadding2D;
import org.neurona.layers.ZeroPadding3D;

/** Where layers that move, repeat, add or leave out places put the numbers 1, 2, 3 ... of their input. */
class ReshapingTest {
  static Stream<Arguments> layers() {
    Shape row = Shape.of(1, 3);
    Shape steps = Shape.of(1, 2, 3);
    Shape image = Shape.of(1, 2, 3, 1);
    Shape volume = Shape.of(1, 1, 2, 2, 1);
    List<Arguments> cases = List.of(
        Arguments.of(new Identity(), row, new double[] {1, 2, 3}),
        Arguments.of(new Permute(2, 1), steps, new double[] {1, 4, 2, 5, 3, 6}),
        Arguments.of(new RepeatVector(2), row, new double[] {1, 2, 3, 1, 2, 3}),
        Arguments.of(new ZeroPadding1D(1, 0), steps, new double[] {0, 0, 0, 1, 2, 3, 4, 5, 6}),
        Arguments.of(new ZeroPadding2D(0, 1, 1, 0), image, new double[] {0, 1, 2, 3, 0, 4, 5, 6, 0, 0, 0, 0}),
        Arguments.of(new ZeroPadding3D(0, 1, 0, 0, 1, 0), volume, new double[] {0, 1, 2, 0, 3, 4, 0, 0, 0, 0, 0, 0}),
        Arguments.of(new Cropping1D(1, 0), steps, new double[] {4, 5, 6}),
        Arguments.of(new Cropping2D(0, 1, 1, 0), image, new double[] {2, 3}),
        Arguments.of(new Cropping3D(0, 0, 1, 0, 0, 1), volume, new double[] {3}),
        Arguments.of(new UpSampling1D(2), steps, new double[] {1, 2, 3, 1, 2, 3, 4, 5, 6, 4, 5, 6}),
        Arguments.of(new UpSampling2D(1, 2), image, new double[] {1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6}),
        Arguments.of(new UpSampling3D(2, 1, 2), volume,
            new double[] {1, 1, 2, 2, 3, 3, 4, 4, 1, 1, 2, 2, 3, 3, 4, 4}),
        // The centres of the output are at -1/4, 1/4, 3/4 ... of the input; outside of 0 and 2 its edges go on.
        Arguments.of(new UpSampling2D(1, 2).interpolation("bilinear"), image,
            new double[] {1, 1.25, 1.75, 2.25, 2.75, 3, 4, 4.25, 4.75, 5.25, 5.75, 6}),
        // At -1/3, 0, 1/3 ... : an odd factor has the input's own numbers in the middle.
        Arguments.of(new UpSampling2D(3, 1).interpolation("bilinear"), image,
            new double[] {1, 2, 3, 1, 2, 3, 2, 3, 4, 3, 4, 5, 4, 5, 6, 4, 5, 6}),
        Arguments.of(new UpSampling2D(2).interpolation("bilinear"), Shape.of(1, 2, 1, 1),
            new double[] {1, 1, 1.25, 1.25, 1.75, 1.75, 2, 2}));
    return cases.stream().flatMap(one -> Backends.all()
        .map(backend -> Arguments.of(one.get()[0], one.get()[1], one.get()[2], backend)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void numbersAreWhereTheLayerPutsThem(Layer layer, Shape input, double[] expected, Backend backend) {
    double[] numbers = IntStream.rangeClosed(1, input.size()).asDoubleStream().toArray();

    NDArray output = LayerValues.atInference(layer, backend).of(NDArray.wrap(input, numbers));

    assertArrayEquals(expected, output.toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void eachRowIsRepeatedForItself(Backend backend) {
    NDArray rows = NDArray.of(new double[][] {{1, 2}, {3, 4}});

    NDArray output = LayerValues.atInference(new RepeatVector(2), backend).of(rows);

    assertEquals(Shape.of(2, 2, 2), output.shape());
    assertArrayEquals(new double[] {1, 2, 1, 2, 3, 4, 3, 4}, output.toDoubleArray(), 0);
  }
}
