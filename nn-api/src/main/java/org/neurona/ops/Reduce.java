package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Puts all elements along some axes together.
 *
 * @param function how
 * @param axes the axes, from 0, ascending
 * @param keepDims whether the axes stay, with length 1
 */
public record Reduce(ReduceFunction function, List<Integer> axes, boolean keepDims) implements Op {
  /** How elements are put together. */
  public enum ReduceFunction {
    /** Their sum. */
    SUM,
    /** The largest; the gradient is shared evenly by all that are as large. */
    MAX
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    Shape reduced = Shape.of();
    for (int axis = 0; axis < shape.rank(); axis++) {
      if (!axes.contains(axis)) {
        reduced = reduced.append(shape.dim(axis));
      } else if (keepDims) {
        reduced = reduced.append(1);
      }
    }
    return List.of(reduced);
  }

  @Override
  public String label() {
    return function.name().toLowerCase(java.util.Locale.ROOT);
  }
}
