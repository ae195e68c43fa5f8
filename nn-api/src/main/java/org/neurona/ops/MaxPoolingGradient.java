package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The gradient of {@link MaxPooling} by its input: takes that input and a gradient {@code (batch, places..., channels)},
 * and adds each of its elements to the place where the first largest element was.
 *
 * @param window how the window moves
 */
public record MaxPoolingGradient(Window window) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(inputs.get(0));
  }
}
