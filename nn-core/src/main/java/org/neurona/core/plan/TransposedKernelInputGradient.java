package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.Op;

/**
 * {@link ConvolutionInputGradient} with a kernel whose last two axes, in and out, have been exchanged: so the numbers
 * that are added to an input place stand side by side.
 *
 * @param gradient the gradient
 */
public record TransposedKernelInputGradient(ConvolutionInputGradient gradient) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape kernel = inputs.get(1);
    return gradient.outputShapes(List.of(inputs.get(0),
        kernel.withDim(-1, kernel.dim(-2)).withDim(-2, kernel.dim(-1))));
  }
}
