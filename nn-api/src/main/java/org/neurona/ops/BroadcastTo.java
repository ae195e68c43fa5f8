package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Repeats axes of length 1, and puts axes before the first, until the shape is reached.
 *
 * @param shape the shape
 */
public record BroadcastTo(Shape shape) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    if (!Broadcast.shape(label(), List.of(inputs.get(0), shape)).isCompatibleWith(shape)) {
      throw new IllegalArgumentException("Shape " + inputs.get(0) + " does not broadcast to " + shape);
    }
    return List.of(shape);
  }
}
