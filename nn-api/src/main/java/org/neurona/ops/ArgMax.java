package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The index of the largest element along the last axis, the first one where several are; no gradient.
 */
public record ArgMax() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape shape = Axes.requireRank("argMax", inputs.get(0), 1);
    return List.of(shape.slice(0, shape.rank() - 1));
  }
}
