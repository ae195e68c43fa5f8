package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * A function of one number, applied to every element.
 *
 * @param function the function
 */
public record Unary(UnaryFunction function) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(inputs.get(0));
  }

  @Override
  public String label() {
    return function.name().toLowerCase(java.util.Locale.ROOT);
  }
}
