package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Convolution;
import org.neurona.ops.Op;

/**
 * {@link Convolution} of an input with a kernel, plus a bias for each channel, and then, if so wanted, 0 for what is
 * negative: one pass over the output instead of three.
 *
 * @param convolution the convolution
 * @param relu whether what is negative becomes 0
 */
public record BiasedConvolution(Convolution convolution, boolean relu) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return convolution.outputShapes(inputs.subList(0, 2));
  }
}
