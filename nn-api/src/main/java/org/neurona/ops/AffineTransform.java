package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Images sampled at the places that a transform of the plane sends the output's pixels to. Takes images {@code (batch,
 * height, width, channels)} and, for each, numbers {@code a0 a1 a2 b0 b1 b2 c0 c1} {@code (batch, 8)}: the output's
 * pixel {@code (x, y)}, column and row, is what the image has at {@code ((a0 x + a1 y + a2) / k, (b0 x + b1 y + b2) /
 * k)} with {@code k = c0 x + c1 y + 1}, and the fill value where k is 0. It has a gradient by the images only, as on
 * TensorFlow: none flows to the transforms.
 *
 * @param height the number of rows of the output
 * @param width the number of columns of the output
 * @param interpolation what an image is between its pixels
 * @param fillMode what an image is outside of its edges
 * @param fillValue the number outside of the edges, for {@link FillMode#CONSTANT}
 */
public record AffineTransform(int height, int width, Interpolation interpolation, FillMode fillMode, double fillValue)
    implements Op {
  /** How many numbers a transform has. */
  public static final int NUMBERS = 8;

  /** Fails unless the output has pixels. */
  public AffineTransform {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("affineTransform expects an output of at least 1 x 1 pixels, got " + height
          + " x " + width);
    }
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape images = inputs.get(0);
    checkTransforms(inputs.get(1), images.rank() == 4 ? images.dim(0) : Shape.UNKNOWN);
    if (images.rank() != 4) {
      throw new IllegalArgumentException("affineTransform expects images of rank 4, got shape " + images);
    }
    return List.of(images.withDim(1, height).withDim(2, width));
  }

  static void checkTransforms(Shape transforms, int images) {
    if (transforms.rank() != 2 || transforms.dim(1) != NUMBERS
        || images != Shape.UNKNOWN && transforms.dim(0) != Shape.UNKNOWN && transforms.dim(0) != images) {
      throw new IllegalArgumentException("affineTransform expects " + NUMBERS + " numbers for each image, got shape "
          + transforms + (images == Shape.UNKNOWN ? "" : " for " + images + " images"));
    }
  }
}
