package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Rows of a table: input one is the table {@code (rows, width...)}, input two holds row numbers. A number out of range
 * gives a row of NaN.
 */
public record Gather() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape table = Axes.requireRank("gather", inputs.get(0), 1);
    Shape result = inputs.get(1);
    for (int axis = 1; axis < table.rank(); axis++) {
      result = result.append(table.dim(axis));
    }
    return List.of(result);
  }
}
