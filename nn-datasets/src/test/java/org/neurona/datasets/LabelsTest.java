package org.neurona.datasets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.neurona.NDArray;
import org.neurona.Shape;

class LabelsTest {
  private static void assertRejected(String message, Executable action) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, action).getMessage());
  }

  @Test
  void makesRowsWithASingleOne() {
    NDArray expected = NDArray.of(new float[][] {{0, 0, 1}, {1, 0, 0}});
    assertEquals(expected, Labels.toCategorical(NDArray.of(2, 0), 3));
    assertEquals(expected, Labels.toCategorical(NDArray.of(2f, 0), 3));
    assertEquals(expected, Labels.toCategorical(NDArray.ofBytes(Shape.of(2), new byte[] {2, 0}, 1)));
  }

  @Test
  void keepsTheShapeButForALastAxisOfOne() {
    assertEquals(Shape.of(2, 2, 5), Labels.toCategorical(NDArray.zeros(2, 2), 5).shape());
    assertEquals(Shape.of(4, 5), Labels.toCategorical(NDArray.zeros(4, 1), 5).shape());
    assertEquals(Shape.of(1, 5), Labels.toCategorical(NDArray.zeros(1), 5).shape());
    assertEquals(Shape.of(5), Labels.toCategorical(NDArray.scalar(0), 5).shape());
    assertEquals(Shape.of(0, 5), Labels.toCategorical(NDArray.zeros(0), 5).shape());
  }

  @Test
  void rejectsWhatIsNoClass() {
    assertRejected("toCategorical: label 1 is 3, expected a class from 0 to 2",
        () -> Labels.toCategorical(NDArray.of(0, 3), 3));
    assertRejected("toCategorical: label 0 is -1, expected a whole number from 0 on",
        () -> Labels.toCategorical(NDArray.of(-1, 3), 3));
    assertRejected("toCategorical: label 2 is 0.5, expected a whole number from 0 on",
        () -> Labels.toCategorical(NDArray.of(0, 1, 0.5f)));
    assertRejected("toCategorical: label 0 is NaN, expected a whole number from 0 on",
        () -> Labels.toCategorical(NDArray.of(Float.NaN), 3));
    assertRejected("toCategorical: `numClasses` must be a positive integer, got 0",
        () -> Labels.toCategorical(NDArray.of(0), 0));
    assertRejected("toCategorical: without a label, `numClasses` must be given",
        () -> Labels.toCategorical(NDArray.zeros(0)));
  }
}
