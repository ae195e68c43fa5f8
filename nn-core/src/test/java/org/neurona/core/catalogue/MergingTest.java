package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Add;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Input;
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
}
