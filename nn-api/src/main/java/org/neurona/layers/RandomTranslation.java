package org.neurona.layers;

import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training moves each image by random parts of its height and width, down and to the right where they are positive;
 * at inference changes nothing. Keras' {@code RandomTranslation}. Input and output {@code (batch, height, width,
 * channels)}.
 */
public final class RandomTranslation extends BaseRandomTransform<RandomTranslation> {
  private static final Setting<List<Double>> HEIGHT_FACTOR = RandomFactor.around0("height_factor");
  private static final Setting<List<Double>> WIDTH_FACTOR = RandomFactor.around0("width_factor");

  /**
   * A layer.
   *
   * @param heightFactor the largest part of the height by which images move, up or down
   * @param widthFactor the largest part of the width by which images move, to the left or to the right
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomTranslation(double heightFactor, double widthFactor) {
    super(HEIGHT_FACTOR, WIDTH_FACTOR);
    set(HEIGHT_FACTOR, RandomFactor.around0(heightFactor));
    set(WIDTH_FACTOR, RandomFactor.around0(widthFactor));
  }

  /** The bounds of the part of the height by which images move. */
  public List<Double> heightFactor() {
    return get(HEIGHT_FACTOR);
  }

  /**
   * Returns a copy with other bounds for the height: the lower and the upper, or one number for both directions.
   *
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomTranslation heightFactor(double... heightFactor) {
    return with(this, HEIGHT_FACTOR, RandomFactor.around0(heightFactor));
  }

  /** The bounds of the part of the width by which images move. */
  public List<Double> widthFactor() {
    return get(WIDTH_FACTOR);
  }

  /**
   * Returns a copy with other bounds for the width: the lower and the upper, or one number for both directions.
   *
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomTranslation widthFactor(double... widthFactor) {
    return with(this, WIDTH_FACTOR, RandomFactor.around0(widthFactor));
  }

  @Override
  List<Tensor> transforms(Shape images, Call call) {
    Tensor down = multiply(random(heightFactor(), images, call), -images.dim(1));
    Tensor right = multiply(random(widthFactor(), images, call), -images.dim(2));
    Tensor zero = same(0, images);
    Tensor one = same(1, images);
    return List.of(one, zero, right, zero, one, down, zero, zero);
  }
}
