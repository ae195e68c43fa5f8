package org.neurona.ops;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * An array whose values never change.
 *
 * @param value the array
 */
public record Constant(NDArray value) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(value.shape());
  }

  @Override
  public String toString() {
    return "Constant" + value.shape();
  }
}
