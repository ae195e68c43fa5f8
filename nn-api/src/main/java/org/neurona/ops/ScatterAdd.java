package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The gradient of {@link Gather}: adds each entry of input two to the row of a zero table which input one names.
 *
 * @param rows the length of the table
 */
public record ScatterAdd(int rows) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape updates = inputs.get(1);
    return List.of(updates.slice(inputs.get(0).rank(), updates.rank()).prepend(rows));
  }
}
