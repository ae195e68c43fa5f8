package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Zeros before and after the elements of one axis.
 *
 * @param axis the axis, from 0
 * @param before how many zeros come first
 * @param after how many come last
 */
public record Pad(int axis, int before, int after) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    int length = shape.dim(axis);
    return List.of(shape.withDim(axis, length == Shape.UNKNOWN ? length : before + length + after));
  }
}
