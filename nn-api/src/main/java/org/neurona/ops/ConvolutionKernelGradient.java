package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The gradient of {@link Convolution} by its kernel: of the input {@code (batch, lengths..., in)} and a gradient {@code
 * (batch, places..., out)} the sums, over batch and places, of what the window sees times the gradient, of the kernel's
 * shape.
 *
 * @param window how the kernel moves
 * @param groups into how many groups channels fall
 */
public record ConvolutionKernelGradient(Window window, int groups) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape input = inputs.get(0);
    int out = inputs.get(1).dim(-1);
    Shape expected = window.over("convolution", input, out);
    if (!expected.isCompatibleWith(inputs.get(1))) {
      throw new IllegalArgumentException("The kernel of a convolution from " + input + " to " + expected
          + " can't have a gradient from shape " + inputs.get(1));
    }
    int[] kernel = new int[window.rank() + 2];
    for (int axis = 0; axis < window.rank(); axis++) {
      kernel[axis] = window.sizes().get(axis);
    }
    kernel[window.rank()] = input.dim(-1) / groups;
    kernel[window.rank() + 1] = out;
    return List.of(Shape.of(kernel));
  }
}
