package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The inputs one after the other along an axis.
 *
 * @param axis the axis, from 0
 */
public record Concatenate(int axis) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape first = inputs.get(0);
    int length = 0;
    for (Shape shape : inputs) {
      if (shape.rank() != first.rank() || axis >= first.rank()
          || !shape.withDim(axis, 1).isCompatibleWith(first.withDim(axis, 1))) {
        throw new IllegalArgumentException("A `Concatenate` layer requires inputs with matching shapes except for the "
            + "concatenation axis. Received: input_shape=" + inputs);
      }
      length = length == Shape.UNKNOWN || shape.dim(axis) == Shape.UNKNOWN ? Shape.UNKNOWN : length + shape.dim(axis);
    }
    return List.of(first.withDim(axis, length));
  }
}
