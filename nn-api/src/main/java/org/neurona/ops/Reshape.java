package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The same elements, in the same order, in another shape.
 *
 * @param shape the new shape, in which at most one axis is unknown: it takes what is left
 */
public record Reshape(Shape shape) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Axes.reshape(inputs.get(0), shape));
  }
}
