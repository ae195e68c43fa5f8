package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The gradient of {@link AveragePooling} by its input: spreads each element of {@code (batch, places..., channels)}
 * evenly over the places that its window sees.
 *
 * @param window how the window moves
 * @param lengths the lengths of the result along the axes between batch and channels
 */
public record AveragePoolingGradient(Window window, List<Integer> lengths) implements Op {
  /** Copies the list. */
  public AveragePoolingGradient {
    lengths = List.copyOf(lengths);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape result = inputs.get(0);
    for (int axis = 0; axis < window.rank(); axis++) {
      result = result.withDim(axis + 1, lengths.get(axis));
    }
    return List.of(result);
  }
}
