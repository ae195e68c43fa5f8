package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.pad;
import static org.neurona.ops.Ops.where;

import java.util.Arrays;
import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Images of another size. Keras' {@code Resizing}, as on TensorFlow and without antialiasing: pixel i of n has its
 * centre at {@code (i + 1/2) length / n - 1/2} of the input, and outside of the outermost centres their values go on.
 *
 * <p>Input {@code (batch, rows, columns, channels)}, output {@code (batch, height, width, channels)}.
 */
public final class Resizing extends Layer {
  private static final Setting<String> INTERPOLATION = Setting.of("interpolation",
      "bilinear or nearest (bicubic, lanczos3, lanczos5 and area of Keras are not supported)",
      value -> "bilinear".equals(value) || "nearest".equals(value), ImageSettings.INTERPOLATION.codec(), "bilinear");
  private static final Setting<Boolean> CROP = Setting.flag("crop_to_aspect_ratio", false);
  private static final Setting<Boolean> PAD = Setting.flag("pad_to_aspect_ratio", false);
  private static final Setting<String> FILL_MODE = Setting.oneOf("fill_mode", "constant", "constant");
  private static final Setting<Boolean> ANTIALIAS = Setting.of("antialias", "false (true is not supported)",
      value -> value != null && !value, Setting.flag("antialias", false).codec(), false);

  /**
   * A layer that stretches images to the size.
   *
   * @param height the number of rows of the output
   * @param width the number of columns of the output
   * @throws IllegalArgumentException if one is not positive
   */
  public Resizing(int height, int width) {
    super(List.of(ImageSettings.HEIGHT, ImageSettings.WIDTH, INTERPOLATION, CROP, PAD, FILL_MODE,
        ImageSettings.FILL_VALUE, ANTIALIAS, WindowSettings.DATA_FORMAT));
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

  /** The interpolation; {@code bilinear} by default. */
  public String interpolation() {
    return get(INTERPOLATION);
  }

  /**
   * Returns a copy with another interpolation: {@code bilinear} or {@code nearest}.
   *
   * @throws IllegalArgumentException for any other
   */
  public Resizing interpolation(String interpolation) {
    return with(this, INTERPOLATION, interpolation);
  }

  /** Whether the largest window of the output's proportions is cut out first; false by default. */
  public boolean cropToAspectRatio() {
    return get(CROP);
  }

  /**
   * Returns a copy that keeps proportions by cutting off what is too much, or doesn't.
   *
   * @throws IllegalArgumentException if it pads already
   */
  public Resizing cropToAspectRatio(boolean cropToAspectRatio) {
    return with(this, CROP, cropToAspectRatio).requireOneOfBoth();
  }

  /** Whether the images are padded to the output's proportions first; false by default. */
  public boolean padToAspectRatio() {
    return get(PAD);
  }

  /**
   * Returns a copy that keeps proportions by padding on both sides with the fill value, or doesn't.
   *
   * @throws IllegalArgumentException if it crops already
   */
  public Resizing padToAspectRatio(boolean padToAspectRatio) {
    return with(this, PAD, padToAspectRatio).requireOneOfBoth();
  }

  /** The number that padding is filled with; 0 by default. */
  public double fillValue() {
    return get(ImageSettings.FILL_VALUE);
  }

  /** Returns a copy with another number that padding is filled with. */
  public Resizing fillValue(double fillValue) {
    return with(this, ImageSettings.FILL_VALUE, fillValue);
  }

  @Override
  public Resizing name(String name) {
    return (Resizing) super.name(name);
  }

  private Resizing requireOneOfBoth() {
    if (cropToAspectRatio() && padToAspectRatio()) {
      throw new IllegalArgumentException(
          "Resizing: Only one of `padToAspectRatio` & `cropToAspectRatio` can be true.");
    }
    return this;
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    requireOneOfBoth();
    ImageSettings.checkImages(inputs.get(0), label);
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Tensor proportioned = cropToAspectRatio() ? ImageResize.croppedToAspectRatio(x, height(), width())
        : padToAspectRatio() ? paddedToAspectRatio(x) : x;
    return ImageResize.resized(proportioned, height(), width(), ImageSettings.interpolation(interpolation()));
  }

  /** As much on either side; at most along one axis there is anything to add. */
  private Tensor paddedToAspectRatio(Tensor x) {
    int above = Math.max(0, ImageResize.scaled(x.dim(2), height(), width()) - x.dim(1)) / 2;
    int left = Math.max(0, ImageResize.scaled(x.dim(1), width(), height()) - x.dim(2)) / 2;
    return padded(padded(x, 1, above), 2, left);
  }

  private Tensor padded(Tensor x, int axis, int count) {
    if (count == 0) {
      return x;
    }
    double[] inside = new double[ImageResize.side(x.dim(axis) + 2L * count)];
    Arrays.fill(inside, count, count + x.dim(axis), 1);
    Shape column = Shape.of(inside.length, 1, 1).slice(0, 4 - axis);
    return where(constant(NDArray.wrap(column, inside)), pad(x, axis, count, count), constant(fillValue()));
  }
}
