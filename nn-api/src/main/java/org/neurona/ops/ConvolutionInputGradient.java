package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The transpose of {@link Convolution}: takes {@code (batch, places..., out)} and the kernel, and adds what each place
 * brings to the input places that its window sees. The gradient of a convolution by its input, and the transposed
 * convolution of networks that enlarge images.
 *
 * @param window how the kernel moves
 * @param groups into how many groups channels fall
 * @param lengths the lengths of the result's axes between batch and channels
 */
public record ConvolutionInputGradient(Window window, int groups, List<Integer> lengths) implements Op {
  /** Copies the list. */
  public ConvolutionInputGradient {
    lengths = List.copyOf(lengths);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape gradient = inputs.get(0);
    Shape kernel = Convolution.requireKernel(window, inputs.get(1));
    Shape result = gradient.withDim(-1, kernel.dim(-2) * groups);
    for (int axis = 0; axis < window.rank(); axis++) {
      result = result.withDim(axis + 1, lengths.get(axis));
    }
    Shape expected = window.over("convolution", result, kernel.dim(-1));
    if (!expected.isCompatibleWith(gradient)) {
      throw new IllegalArgumentException("The transpose of a convolution from " + result + " to " + expected
          + " can't take shape " + gradient);
    }
    return List.of(result);
  }
}
