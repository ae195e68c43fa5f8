package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.Op;

/**
 * {@link ConvolutionKernelGradient} for each of some parts of the batch, of shape {@code (parts, kernel...)}, so that
 * several workers can have one each; their sum is the gradient.
 *
 * @param gradient the gradient
 * @param parts into how many parts the batch falls
 */
public record ConvolutionKernelGradientParts(ConvolutionKernelGradient gradient, int parts) implements Op {
  private static final int MOST_PARTS = 16;

  /** The parts for a batch of so many images: a function of the work alone. */
  static ConvolutionKernelGradientParts of(ConvolutionKernelGradient gradient, int images) {
    return new ConvolutionKernelGradientParts(gradient, Math.max(1, Math.min(MOST_PARTS, images)));
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(gradient.outputShapes(inputs).get(0).prepend(parts));
  }
}
