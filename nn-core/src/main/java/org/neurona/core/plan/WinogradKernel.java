package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Op;

/**
 * The kernel of a {@link WinogradConvolution}: for a kernel g of shape {@code (3, 3, in, out)} the 4 x 4 matrices
 * {@code G g G'} of shape {@code (16, in, out)}.
 */
public record WinogradKernel() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape kernel = inputs.get(0);
    return List.of(Shape.of(16, kernel.dim(-2), kernel.dim(-1)));
  }
}
