package org.neurona;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShapeTest {
  private final Shape images = Shape.of(Shape.UNKNOWN, 28, 28);

  @Test
  void printsAsAPythonTuple() {
    assertEquals("(None, 28, 28)", images.toString());
    assertEquals("(3,)", Shape.of(3).toString());
    assertEquals("()", Shape.of().toString());
  }

  @Test
  void countsAxesFromBothEnds() {
    assertEquals(3, images.rank());
    assertEquals(Shape.UNKNOWN, images.dim(0));
    assertEquals(28, images.dim(-1));
    assertEquals(1, images.axis(-2));
    assertEquals(0, images.axis(0));
  }

  @Test
  void namesTheAxisThatIsNotThere() {
    assertEquals("Axis 3 is out of range for shape (None, 28, 28)",
        assertThrows(IndexOutOfBoundsException.class, () -> images.dim(3)).getMessage());
    assertEquals("Axis -4 is out of range for shape (None, 28, 28)",
        assertThrows(IndexOutOfBoundsException.class, () -> images.axis(-4)).getMessage());
  }

  @Test
  void rejectsNegativeLengths() {
    assertEquals("An axis length must be >= 0 (or None), got [3, -2]",
        assertThrows(IllegalArgumentException.class, () -> Shape.of(3, -2)).getMessage());
  }

  @Test
  void multipliesItsLengths() {
    assertEquals(24, Shape.of(2, 3, 4).size());
    assertEquals(12, Shape.of(2, 3, 4).size(1, 3));
    assertEquals(1, Shape.of().size());
    assertEquals(0, Shape.of(3, 0).size());
    assertEquals(784, images.size(1, 3));
  }

  @Test
  void refusesASizeThatIsUnknownOrTooLarge() {
    assertEquals("The number of elements of shape (None, 28, 28) is not known",
        assertThrows(IllegalStateException.class, images::size).getMessage());
    assertEquals("Shape (65536, 32768) has more than 2147483647 elements",
        assertThrows(ArithmeticException.class, () -> Shape.of(65536, 32768).size()).getMessage());
  }

  @Test
  void derivesOtherShapes() {
    assertEquals(Shape.of(32, 28, 28), images.withDim(0, 32));
    assertEquals(Shape.of(-1, 28, 3), images.withDim(-1, 3));
    assertEquals(Shape.of(2, -1, 28, 28), images.prepend(2));
    assertEquals(Shape.of(-1, 28, 28, 1), images.append(1));
    assertEquals(Shape.of(28), images.slice(1, 2));
    assertEquals(Shape.of(), images.slice(1, 1));
  }

  @Test
  void knowsWhetherItIsKnown() {
    assertFalse(images.isKnown());
    assertTrue(Shape.of(1, 0).isKnown());
    assertTrue(Shape.of().isKnown());
  }

  @Test
  void anUnknownAxisIsCompatibleWithAnyLength() {
    assertTrue(images.isCompatibleWith(Shape.of(32, 28, 28)));
    assertTrue(Shape.of(32, 28, -1).isCompatibleWith(images));
    assertFalse(images.isCompatibleWith(Shape.of(32, 28, 27)));
    assertFalse(images.isCompatibleWith(Shape.of(28, 28)));
  }

  @Test
  void equalsByItsLengths() {
    assertEquals(images, Shape.of(List.of(-1, 28, 28)));
    assertEquals(images.hashCode(), Shape.of(-1, 28, 28).hashCode());
    assertNotEquals(images, Shape.of(-1, 784));
  }

  @Test
  void neverChanges() {
    int[] given = {1, 2};
    Shape shape = Shape.of(given);
    given[0] = 9;
    shape.dims()[1] = 9;
    assertArrayEquals(new int[] {1, 2}, shape.dims());
    assertEquals(List.of(1, 2), shape.toList());
  }
}
