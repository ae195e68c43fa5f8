package org.neurona.layers;

import static org.neurona.ops.Ops.broadcastTo;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.floor;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ops.AffineTransform;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Tensor;

/**
 * In training cuts a window out of the images at a random place, the same for all images of a step. At inference, and
 * where the images are not larger than the window along both axes, it takes the largest window in the middle that has
 * the wanted proportions, and resizes it with bilinear interpolation. Keras' {@code RandomCrop} as it is documented;
 * its code leaves images alone at inference.
 *
 * <p>Input {@code (batch, rows, columns, channels)}, output {@code (batch, height, width, channels)}.
 */
public final class RandomCrop extends BaseRandomImages<RandomCrop> {
  /**
   * A layer.
   *
   * @param height the number of rows of the window
   * @param width the number of columns of the window
   * @throws IllegalArgumentException if one is not positive
   */
  public RandomCrop(int height, int width) {
    super(ImageSettings.HEIGHT, ImageSettings.WIDTH, ImageSettings.SEED, WindowSettings.DATA_FORMAT);
    set(ImageSettings.HEIGHT, height);
    set(ImageSettings.WIDTH, width);
  }

  /** The number of rows of the window. */
  public int height() {
    return get(ImageSettings.HEIGHT);
  }

  /** The number of columns of the window. */
  public int width() {
    return get(ImageSettings.WIDTH);
  }

  @Override
  Tensor changed(Tensor x, Call call) {
    if (x.dim(1) <= height() || x.dim(2) <= width()) {
      return unchanged(x);
    }
    Tensor top = start(x.dim(1) - height(), call);
    Tensor left = start(x.dim(2) - width(), call);
    Tensor transform = concatenate(List.of(row(1, 0), left, row(0, 1), top, row(0, 0)), 1);
    return Tensor.of(new AffineTransform(height(), width(), Interpolation.NEAREST, FillMode.CONSTANT, 0), x,
        broadcastTo(transform, Shape.of(x.dim(0), AffineTransform.NUMBERS)));
  }

  /** A whole number from 0 to the largest. */
  private Tensor start(int largest, Call call) {
    return floor(multiply(call.randomUniform(Shape.of(1, 1), seed()), largest + 1.0));
  }

  private static Tensor row(double first, double second) {
    return constant(NDArray.wrap(Shape.of(1, 2), new double[] {first, second}));
  }

  @Override
  Tensor unchanged(Tensor x) {
    return ImageResize.resized(ImageResize.croppedToAspectRatio(x, height(), width()), height(), width(),
        Interpolation.BILINEAR);
  }
}
