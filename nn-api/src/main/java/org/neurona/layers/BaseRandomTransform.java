package org.neurona.layers;

import static org.neurona.ops.Ops.concatenate;

import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What {@link RandomRotation}, {@link RandomZoom} and {@link RandomTranslation} have in common: each image is sampled
 * at the places to which a random transform of the plane sends the output's pixels, Keras' {@code affine_transform}.
 * Output of the input's shape.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseRandomTransform<L extends BaseRandomTransform<L>> extends BaseRandomImages<L> {
  BaseRandomTransform(Setting<?>... factors) {
    super(Stream.concat(Stream.of(factors), Stream.of(ImageSettings.FILL_MODE, ImageSettings.INTERPOLATION,
        ImageSettings.SEED, ImageSettings.FILL_VALUE, WindowSettings.DATA_FORMAT)).toArray(Setting<?>[]::new));
  }

  /** What images are outside of their edges; {@code reflect} by default. */
  public final String fillMode() {
    return get(ImageSettings.FILL_MODE);
  }

  /**
   * Returns a copy for which images go on outside of their edges as in a mirror at the edge ({@code reflect}), with the
   * fill value ({@code constant}), with the nearest pixel ({@code nearest}) or from the other end ({@code wrap}).
   *
   * @throws IllegalArgumentException for any other
   */
  public final L fillMode(String fillMode) {
    return with(self(), ImageSettings.FILL_MODE, fillMode);
  }

  /** What images are between their pixels; {@code bilinear} by default. */
  public final String interpolation() {
    return get(ImageSettings.INTERPOLATION);
  }

  /**
   * Returns a copy with another interpolation: {@code bilinear} or {@code nearest}.
   *
   * @throws IllegalArgumentException for any other
   */
  public final L interpolation(String interpolation) {
    return with(self(), ImageSettings.INTERPOLATION, interpolation);
  }

  /** The number outside of the edges in fill mode {@code constant}; 0 by default. */
  public final double fillValue() {
    return get(ImageSettings.FILL_VALUE);
  }

  /** Returns a copy with another number for fill mode {@code constant}. */
  public final L fillValue(double fillValue) {
    return with(self(), ImageSettings.FILL_VALUE, fillValue);
  }

  @Override
  final Tensor changed(Tensor x, Call call) {
    Tensor transforms = concatenate(transforms(x.shape(), call), 1);
    return Ops.affineTransform(x, transforms, ImageSettings.interpolation(interpolation()),
        ImageSettings.fillMode(fillMode()), fillValue());
  }

  /** The eight numbers of the images' transforms, each {@code (batch, 1)}. */
  abstract List<Tensor> transforms(Shape images, Call call);

  /** A random number between two bounds for each image. */
  final Tensor random(List<Double> bounds, Shape images, Call call) {
    return uniform(column(images), bounds, call);
  }

  /** The same number for each image. */
  static Tensor same(double value, Shape images) {
    return Ops.fill(value, column(images));
  }

  private static Shape column(Shape images) {
    return Shape.of(images.dim(0), 1);
  }
}
