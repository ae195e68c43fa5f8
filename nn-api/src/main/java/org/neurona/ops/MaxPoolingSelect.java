package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * What stands in a second array where {@link MaxPooling} of a first finds the first largest element: takes two arrays
 * {@code (batch, lengths..., channels)} and gives {@code (batch, places..., channels)}.
 *
 * @param window how the window moves
 */
public record MaxPoolingSelect(Window window) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(window.over("maxPooling", inputs.get(0), inputs.get(0).dim(-1)));
  }
}
