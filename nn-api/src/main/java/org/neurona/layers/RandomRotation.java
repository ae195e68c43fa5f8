package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * In training turns each image around its middle by a random angle {@code 2 pi f}, counter-clockwise where it is
 * positive; at inference changes nothing. Keras' {@code RandomRotation}. Input and output {@code (batch, height, width,
 * channels)}.
 */
public final class RandomRotation extends BaseRandomTransform<RandomRotation> {
  private static final Setting<List<Double>> FACTOR = RandomFactor.around0("factor");

  /**
   * A layer.
   *
   * @param factor the bounds of f, a part of a full turn: the lower and the upper, or one number for both directions
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomRotation(double... factor) {
    super(FACTOR);
    set(FACTOR, RandomFactor.around0(factor));
  }

  /** The bounds of the angle, as parts of a full turn. */
  public List<Double> factor() {
    return get(FACTOR);
  }

  @Override
  List<Tensor> transforms(Shape images, Call call) {
    Tensor angle = multiply(random(factor(), images, call), 2 * Math.PI);
    Tensor cos = Ops.cos(angle);
    Tensor sin = Ops.sin(angle);
    double x = (images.dim(2) - 1) / 2.0;
    double y = (images.dim(1) - 1) / 2.0;
    // The middle (x, y) stays where it is.
    Tensor right = add(subtract(x, multiply(cos, x)), multiply(sin, y));
    Tensor down = subtract(subtract(y, multiply(sin, x)), multiply(cos, y));
    Tensor zero = same(0, images);
    return List.of(cos, negative(sin), right, sin, cos, down, zero, zero);
  }
}
