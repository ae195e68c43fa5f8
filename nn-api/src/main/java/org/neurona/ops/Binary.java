package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * A function of two numbers, applied to every pair of elements; shapes broadcast as NumPy's do.
 *
 * @param function the function
 */
public record Binary(BinaryFunction function) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Broadcast.shape(label(), inputs));
  }

  @Override
  public String label() {
    return function.name().toLowerCase(java.util.Locale.ROOT);
  }
}
