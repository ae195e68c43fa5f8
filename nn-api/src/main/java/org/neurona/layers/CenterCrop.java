package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Tensor;

/**
 * The middle of images. From images with fewer rows or columns than wanted it takes the largest window in the middle
 * that has the wanted proportions, and resizes it with bilinear interpolation. Keras' {@code CenterCrop}.
 *
 * <p>Input {@code (batch, rows, columns, channels)}, output {@code (batch, height, width, channels)}.
 */
public final class CenterCrop extends Layer {
  /**
   * A layer.
   *
   * @param height the number of rows of the output
   * @param width the number of columns of the output
   * @throws IllegalArgumentException if one is not positive
   */
  public CenterCrop(int height, int width) {
    super(List.of(ImageSettings.HEIGHT, ImageSettings.WIDTH, WindowSettings.DATA_FORMAT));
    set(ImageSettings.HEIGHT, height);
    set(ImageSettings.WIDTH, width);
  }

  /** The number of rows of the output. */
  public int height() {
    return get(ImageSettings.HEIGHT);
  }

  /** The number of columns of the output. */
  public int width() {
    return get(ImageSettings.WIDTH);
  }

  @Override
  public CenterCrop name(String name) {
    return (CenterCrop) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    ImageSettings.checkImages(inputs.get(0), label);
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return x.dim(1) >= height() && x.dim(2) >= width() ? ImageResize.cropped(x, height(), width())
        : ImageResize.resized(ImageResize.croppedToAspectRatio(x, height(), width()), height(), width(),
            Interpolation.BILINEAR);
  }
}
