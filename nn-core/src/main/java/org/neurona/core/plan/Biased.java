package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Op;

/**
 * A convolution or a matrix product of an input with a kernel, plus a bias for each channel, and then, if so wanted, 0
 * for what is negative: one pass over the output instead of three.
 *
 * @param op the convolution or product
 * @param relu whether what is negative becomes 0
 */
public record Biased(Op op, boolean relu) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return op.outputShapes(inputs.subList(0, 2));
  }
}
