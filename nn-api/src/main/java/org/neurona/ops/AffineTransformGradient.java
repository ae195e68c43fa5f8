package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The gradient of {@link AffineTransform} by its images: takes a gradient {@code (batch, height, width, channels)} of
 * the output and the transforms, and adds each of its elements to the pixels that it was made of, by their parts in it.
 *
 * @param transform what was done
 * @param height the number of rows of the images
 * @param width the number of columns of the images
 */
public record AffineTransformGradient(AffineTransform transform, int height, int width) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    AffineTransform.checkTransforms(inputs.get(1), inputs.get(0).dim(0));
    return List.of(inputs.get(0).withDim(1, height).withDim(2, width));
  }
}
