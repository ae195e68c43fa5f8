package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training shows {@code 1 + f} of each image's height and width, around its middle, for a random f: where f is
 * positive the image becomes smaller, where it is negative larger; at inference changes nothing. Keras' {@code
 * RandomZoom}. Input and output {@code (batch, height, width, channels)}.
 */
public final class RandomZoom extends BaseRandomTransform<RandomZoom> {
  private static final Setting<List<Double>> HEIGHT_FACTOR = RandomFactor.around0("height_factor");
  private static final Setting<List<Double>> WIDTH_FACTOR = RandomFactor.around0OrNull("width_factor");

  /**
   * A layer that keeps proportions.
   *
   * @param heightFactor the largest f in either direction, for both axes
   * @throws IllegalArgumentException if it is not in [-1, 1]
   */
  public RandomZoom(double heightFactor) {
    super(HEIGHT_FACTOR, WIDTH_FACTOR);
    set(HEIGHT_FACTOR, RandomFactor.around0(heightFactor));
  }

  /**
   * A layer with a random number of its own for each axis.
   *
   * @param heightFactor the largest f in either direction, for the height
   * @param widthFactor the largest f in either direction, for the width
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomZoom(double heightFactor, double widthFactor) {
    this(heightFactor);
    set(WIDTH_FACTOR, RandomFactor.around0(widthFactor));
  }

  /** The bounds of f for the height. */
  public List<Double> heightFactor() {
    return get(HEIGHT_FACTOR);
  }

  /**
   * Returns a copy with other bounds of f for the height: the lower and the upper, or one number for both directions.
   *
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomZoom heightFactor(double... heightFactor) {
    return with(this, HEIGHT_FACTOR, RandomFactor.around0(heightFactor));
  }

  /** The bounds of f for the width, or null, the default, where it is that of the height. */
  public List<Double> widthFactor() {
    return get(WIDTH_FACTOR);
  }

  /**
   * Returns a copy with other bounds of f for the width: the lower and the upper, or one number for both directions.
   *
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomZoom widthFactor(double... widthFactor) {
    return with(this, WIDTH_FACTOR, RandomFactor.around0(widthFactor));
  }

  @Override
  List<Tensor> transforms(Shape images, Call call) {
    Tensor height = add(random(heightFactor(), images, call), 1);
    Tensor width = widthFactor() == null ? height : add(random(widthFactor(), images, call), 1);
    Tensor zero = same(0, images);
    return List.of(width, zero, multiply(subtract(1, width), (images.dim(2) - 1) / 2.0),
        zero, height, multiply(subtract(1, height), (images.dim(1) - 1) / 2.0), zero, zero);
  }
}
