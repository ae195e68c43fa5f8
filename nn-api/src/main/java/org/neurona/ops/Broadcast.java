package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/** NumPy's broadcasting of shapes: aligned at the last axis, an axis of length 1 fits any length. */
final class Broadcast {
  private Broadcast() {}

  /** The shape that all broadcast to. An unknown length beside a known one other than 1 is taken to be that one. */
  static Shape shape(String label, List<Shape> shapes) {
    Shape result = shapes.get(0);
    for (Shape shape : shapes.subList(1, shapes.size())) {
      int rank = Math.max(result.rank(), shape.rank());
      int[] dims = new int[rank];
      for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
        int a = fromEnd <= result.rank() ? result.dim(-fromEnd) : 1;
        int b = fromEnd <= shape.rank() ? shape.dim(-fromEnd) : 1;
        if (a != b && a > 1 && b > 1 || a == 0 && b > 1 || b == 0 && a > 1) {
          throw new IllegalArgumentException(label + " expects shapes that broadcast, got "
              + String.join(" and ", shapes.stream().map(Shape::toString).toList()));
        }
        dims[rank - fromEnd] = a == 1 ? b : b == 1 || a != Shape.UNKNOWN ? a : b;
      }
      result = Shape.of(dims);
    }
    return result;
  }
}
