package org.neurona.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;

class RowsTest {
  private final NDArray source = NDArray.of(new float[][] {{0, 1}, {2, 3}, {4, 5}, {6, 7}});

  @Test
  void allRowsAreTheArray() {
    Rows rows = Rows.all(source);
    assertEquals(4, rows.count());
    assertEquals(Shape.of(4, 2), rows.shape());
    assertArrayEquals(source.toFloatArray(), copy(rows));
  }

  @Test
  void copiesAPartInTheOrderOfTheData() {
    assertArrayEquals(new float[] {2, 3, 4, 5}, copy(new Rows(source, null, 1, 2)));
  }

  @Test
  void copiesAPartOfAnOrder() {
    Rows rows = new Rows(source, new int[] {3, 1, 0, 2}, 1, 3);
    assertEquals(Shape.of(3, 2), rows.shape());
    assertArrayEquals(new float[] {2, 3, 0, 1, 4, 5}, copy(rows));
  }

  @Test
  void copiesToDoublesToo() {
    double[] target = new double[5];
    new Rows(source, new int[] {3, 1}, 0, 2).copyTo(target, 1);
    assertArrayEquals(new double[] {0, 6, 7, 2, 3}, target);
  }

  @Test
  void rejectsRowsThatAreNotThere() {
    assertEquals("Rows 3 to 5 of 4",
        assertThrows(IndexOutOfBoundsException.class, () -> new Rows(source, null, 3, 2)).getMessage());
    assertEquals("Rows 0 to 3 of 2",
        assertThrows(IndexOutOfBoundsException.class, () -> new Rows(source, new int[] {0, 1}, 0, 3)).getMessage());
    assertEquals("Rows 2147483647 to 4294967294 of 4", assertThrows(IndexOutOfBoundsException.class,
        () -> new Rows(source, null, Integer.MAX_VALUE, Integer.MAX_VALUE)).getMessage());
  }

  private static float[] copy(Rows rows) {
    float[] target = new float[rows.shape().size()];
    rows.copyTo(target, 0);
    return target;
  }
}
