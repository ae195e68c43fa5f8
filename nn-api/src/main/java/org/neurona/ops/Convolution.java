package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The cross-correlation of an input {@code (batch, lengths..., in)} with a kernel {@code (sizes..., in / groups, out)}:
 * each output place {@code (batch, places..., out)} is the sum over what the window sees there, times the kernel. With
 * groups, each group of output channels sees its own group of input channels.
 *
 * @param window how the kernel moves
 * @param groups into how many groups channels fall
 */
public record Convolution(Window window, int groups) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape input = inputs.get(0);
    Shape kernel = requireKernel(window, inputs.get(1));
    if (input.dim(-1) != kernel.dim(-2) * groups || kernel.dim(-1) % groups != 0) {
      throw new IllegalArgumentException("convolution with " + groups + " groups expects a kernel for " + input.dim(-1)
          + " channels, got input shape " + input + " and kernel shape " + kernel);
    }
    return List.of(window.over("convolution", input, kernel.dim(-1)));
  }

  static Shape requireKernel(Window window, Shape kernel) {
    if (kernel.rank() != window.rank() + 2 || !kernel.slice(0, window.rank()).toList().equals(window.sizes())) {
      throw new IllegalArgumentException("convolution expects a kernel of shape (" + window.sizes()
          + ", in, out), got shape " + kernel);
    }
    return kernel;
  }
}
