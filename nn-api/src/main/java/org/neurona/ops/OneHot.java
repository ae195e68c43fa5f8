package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * A new last axis that is 1 at the index which the input gives and 0 elsewhere; all 0 for an index out of range.
 *
 * @param depth the length of the new axis
 */
public record OneHot(int depth) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(inputs.get(0).append(depth));
  }
}
