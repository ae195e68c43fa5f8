package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * A stretch of one axis.
 *
 * @param axis the axis, from 0
 * @param from the first index
 * @param length how many indices
 */
public record Slice(int axis, int from, int length) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    int available = shape.dim(axis);
    if (from < 0 || length < 0 || available != Shape.UNKNOWN && from + length > available) {
      throw new IllegalArgumentException("Slice from " + from + " of length " + length + " is outside axis " + axis
          + " of shape " + shape);
    }
    return List.of(shape.withDim(axis, length));
  }
}
