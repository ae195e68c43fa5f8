package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Convolution;
import org.neurona.ops.Op;

/**
 * A convolution of images by windows of 3 x 3 with step 1, of an input with a {@link WinogradKernel}, by Winograd's
 * {@code F(2 x 2, 3 x 3)} (Lavin and Gray, Fast Algorithms for Convolutional Neural Networks, 2015): four outputs, 2 x 2,
 * are {@code A' ((G g G') * (B' d B)) A} of the 4 x 4 inputs d that they see, with 16 multiplications for each pair of
 * channels instead of 36.
 *
 * @param convolution the convolution
 */
public record WinogradConvolution(Convolution convolution) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape transformed = inputs.get(1);
    return convolution.outputShapes(List.of(inputs.get(0), Shape.of(3, 3, transformed.dim(1), transformed.dim(2))));
  }
}
