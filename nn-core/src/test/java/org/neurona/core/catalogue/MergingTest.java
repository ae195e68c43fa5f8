package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Add;
import org.neurona.layers.Average;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dot;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Maximum;
import org.neurona.layers.Minimum;
import org.neurona.layers.Multiply;
import org.neurona.layers.Subtract;
import org.neurona.ops.Tensor;

/** Layers that merge inputs: each row with its like. */
class MergingTest {
  /** As many rows as the wider input's second axis has places: NumPy's broadcasting alone would mix them up. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aRowIsAddedToEachPlaceOfItsOwnRow(Backend backend) {
    Tensor rows = Input.of(3);
    Tensor sequences = Input.of(2, 3);
    Model model = new Model(List.of(rows, sequences), List.of(new Add().apply(rows, sequences)));
    NDArray x = NDArray.of(new double[][] {{1, 2, 3}, {10, 20, 30}});
    NDArray y = NDArray.wrap(Shape.of(2, 2, 3), new double[] {0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3});

    NDArray sum = model.engine(backend.name()).predict(List.of(x, y)).get(0);

    assertEquals(Shape.of(2, 2, 3), sum.shape());
    assertArrayEquals(new double[] {1, 2, 3, 2, 3, 4, 12, 22, 32, 13, 23, 33}, sum.toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void inputsOfDifferentRankMayHaveAnyNumberOfRows(Backend backend) {
    Tensor rows = Input.of(2);
    Tensor sequences = Input.of(4, 2);
    Model model = new Model(List.of(sequences, rows), List.of(new Add().apply(sequences, rows)));
    model.engine(backend.name());

    for (int count : new int[] {1, 3, 4, 7}) {
      NDArray sum = model.predict(List.of(NDArray.zeros(count, 4, 2), NDArray.full(Shape.of(count, 2), 5))).get(0);
      assertEquals(Shape.of(count, 4, 2), sum.shape());
      assertTrue(DoubleStream.of(sum.toDoubleArray()).allMatch(x -> x == 5), sum.toString());
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void concatenatedRowsStandBesideEachOther(Backend backend) {
    Tensor left = Input.of(1);
    Tensor right = Input.of(2);
    Model model = new Model(List.of(left, right), List.of(new Concatenate().apply(left, right)));

    NDArray both = model.engine(backend.name()).predict(List.of(NDArray.of(new double[][] {{1}, {2}}),
        NDArray.of(new double[][] {{3, 4}, {5, 6}}))).get(0);

    assertArrayEquals(new double[] {1, 3, 4, 2, 5, 6}, both.toDoubleArray(), 0);
  }

  static Stream<Arguments> formulas() {
    Map<Layer, double[]> formulas = Map.of(new Subtract(), new double[] {-3, 7, -2}, new Multiply(),
        new double[] {4, -10, 8}, new Average(), new double[] {2.5, 1.5, 3}, new Maximum(), new double[] {4, 5, 4},
        new Minimum(), new double[] {1, -2, 2}, new Dot(1), new double[] {2});
    return formulas.entrySet().stream().flatMap(formula -> Backends.all()
        .map(backend -> Arguments.of(formula.getKey(), formula.getValue(), backend)));
  }

  @ParameterizedTest
  @MethodSource("formulas")
  void twoRowsGiveWhatTheNameSays(Layer layer, double[] expected, Backend backend) {
    NDArray merged = merged(layer, backend, new double[][] {{1, 5, 2}}, new double[][] {{4, -2, 4}});

    assertArrayEquals(expected, merged.toDoubleArray(), 1e-6);
  }

  private static NDArray merged(Layer layer, Backend backend, double[][]... rows) {
    List<Tensor> inputs = Stream.of(rows).map(row -> Input.of(row[0].length)).toList();
    return new Model(inputs, List.of(layer.apply(inputs))).engine(backend.name())
        .predict(Stream.of(rows).map(NDArray::of).toList()).get(0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theMeanOfThreeIsAThirdOfTheirSum(Backend backend) {
    NDArray mean = merged(new Average(), backend, new double[][] {{1}}, new double[][] {{2}}, new double[][] {{6}});

    assertEquals(3, mean.item(), 1e-6);
  }

  /** (3, 4) and (4, 3) have length 5 and product 24; a row of zeros has no direction, and 0 comes out. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void normalizedDotsAreCosines(Backend backend) {
    NDArray cosines = merged(new Dot(1).normalize(true), backend, new double[][] {{3, 4}, {0, 0}},
        new double[][] {{4, 3}, {4, 3}});

    assertArrayEquals(new double[] {24.0 / 25, 0}, cosines.toDoubleArray(), 1e-6);
  }

  /** Keras' own example: axis 1 of (1, 5, 2) with axis 2 of (1, 2, 5), the numbers 0 to 19 in order. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void dotSumsOverTheAxisOfEachInput(Backend backend) {
    Tensor left = Input.of(5, 2);
    Tensor right = Input.of(2, 5);
    Model model = new Model(List.of(left, right), List.of(new Dot(1, 2).apply(left, right)));
    double[] x = IntStream.range(0, 10).asDoubleStream().toArray();
    double[] y = IntStream.range(10, 20).asDoubleStream().toArray();

    NDArray products = model.engine(backend.name())
        .predict(List.of(NDArray.wrap(Shape.of(1, 5, 2), x), NDArray.wrap(Shape.of(1, 2, 5), y))).get(0);

    // 0*10 + 2*11 + 4*12 + 6*13 + 8*14 = 260, with 15..19 instead 360; 1*10 + 3*11 + ... + 9*14 = 320, and 445.
    assertEquals(Shape.of(1, 2, 2), products.shape());
    assertArrayEquals(new double[] {260, 360, 320, 445}, products.toDoubleArray(), 1e-4);
  }
}
