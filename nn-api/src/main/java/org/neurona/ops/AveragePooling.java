package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The mean of the elements of each channel that a window sees: {@code (batch, lengths..., channels)} becomes {@code
 * (batch, places..., channels)}. Padding does not count.
 *
 * @param window how the window moves
 */
public record AveragePooling(Window window) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(window.over("averagePooling", inputs.get(0), inputs.get(0).dim(-1)));
  }
}
