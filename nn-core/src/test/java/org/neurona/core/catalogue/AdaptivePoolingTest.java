package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

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
import org.neurona.layers.AdaptiveAveragePooling1D;
import org.neurona.layers.AdaptiveAveragePooling2D;
import org.neurona.layers.AdaptiveAveragePooling3D;
import org.neurona.layers.AdaptiveMaxPooling1D;
import org.neurona.layers.AdaptiveMaxPooling2D;
import org.neurona.layers.AdaptiveMaxPooling3D;
import org.neurona.layers.Layer;

/** What adaptive pooling makes of the numbers 1, 2, 3 ... */
class AdaptivePoolingTest {
  static Stream<Arguments> layers() {
    Shape five = Shape.of(1, 5, 1);
    Shape image = Shape.of(1, 3, 4, 1);
    Shape volume = Shape.of(1, 2, 2, 2, 1);
    List<Arguments> cases = List.of(
        // Of 5 the windows of 2 are 1 2 3 and 3 4 5; those of 3 are 1 2, 2 3 4 and 4 5.
        Arguments.of(new AdaptiveAveragePooling1D(2), five, new double[] {2, 4}),
        Arguments.of(new AdaptiveAveragePooling1D(3), five, new double[] {1.5, 3, 4.5}),
        Arguments.of(new AdaptiveMaxPooling1D(3), five, new double[] {2, 4, 5}),
        Arguments.of(new AdaptiveAveragePooling1D(5), five, new double[] {1, 2, 3, 4, 5}),
        // Of 2 those of 3 are 1, 1 2 and 2.
        Arguments.of(new AdaptiveAveragePooling1D(3), Shape.of(1, 2, 1), new double[] {1, 1.5, 2}),
        Arguments.of(new AdaptiveMaxPooling1D(1), Shape.of(1, 2, 2), new double[] {3, 4}),
        // Rows 1 - 8 and 5 - 12 of four, columns in pairs.
        Arguments.of(new AdaptiveAveragePooling2D(2), image, new double[] {3.5, 5.5, 7.5, 9.5}),
        Arguments.of(new AdaptiveMaxPooling2D(2), image, new double[] {6, 8, 10, 12}),
        Arguments.of(new AdaptiveAveragePooling2D(1, 4), image, new double[] {5, 6, 7, 8}),
        Arguments.of(new AdaptiveAveragePooling3D(1), volume, new double[] {4.5}),
        Arguments.of(new AdaptiveMaxPooling3D(1, 2, 1), volume, new double[] {6, 8}));
    return cases.stream().flatMap(one -> Backends.all()
        .map(backend -> Arguments.of(one.get()[0], one.get()[1], one.get()[2], backend)));
  }

  @ParameterizedTest
  @MethodSource("layers")
  void eachPlaceStandsForItsWindow(Layer layer, Shape input, double[] expected, Backend backend) {
    double[] numbers = IntStream.rangeClosed(1, input.size()).asDoubleStream().toArray();

    assertArrayEquals(expected,
        LayerValues.atInference(layer, backend).of(NDArray.wrap(input, numbers)).toDoubleArray(), 1e-6);
  }
}
