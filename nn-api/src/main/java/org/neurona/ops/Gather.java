package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Rows of a table: input one is the table {@code (rows, width...)}, input two holds row numbers.
 *
 * @param owner whose table it is, as messages call it: a number out of range is then an error; null for a row of NaN
 */
public record Gather(String owner) implements Op {
  /** Rows of a table, of NaN for a number out of range. */
  public Gather() {
    this(null);
  }

  /** Says that a number is out of range, where the table has an owner. */
  public void refuse(double index, int rows) {
    if (owner != null) {
      throw new IllegalArgumentException(owner + ": index " + (index == Math.rint(index) && Math.abs(index) < 1e15
          ? Long.toString((long) index) : Double.toString(index)) + " is out of range, expected 0 to " + (rows - 1));
    }
  }

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
