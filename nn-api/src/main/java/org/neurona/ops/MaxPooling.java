package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The largest element of each channel that a window sees: {@code (batch, lengths..., channels)} becomes {@code (batch,
 * places..., channels)}. Padding is never the largest.
 *
 * @param window how the window moves
 */
public record MaxPooling(Window window) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(window.over("maxPooling", inputs.get(0), inputs.get(0).dim(-1)));
  }
}
