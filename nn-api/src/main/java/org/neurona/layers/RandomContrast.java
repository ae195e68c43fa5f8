package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training makes each pixel x of an image {@code (x - mean) f + mean}, with the mean of its channel in the image and
 * a random f between {@code 1 - lower} and {@code 1 + upper}, and cuts off what leaves the range of values; at
 * inference changes nothing. Keras' {@code RandomContrast} as it is documented; its code has lower = 0 where one number
 * is given. Input and output {@code (batch, height, width, channels)}.
 */
public final class RandomContrast extends BaseRandomColors<RandomContrast> {
  private static final Setting<List<Double>> FACTOR = RandomFactor.around1("factor");

  /**
   * A layer.
   *
   * @param factor lower and upper, or one number that both are
   * @throws IllegalArgumentException if one is not in [0, 1]
   */
  public RandomContrast(double... factor) {
    super(FACTOR, RandomFactor.around1(factor));
  }

  @Override
  Tensor colored(Tensor x, Call call) {
    Tensor f = random(1 - factor().get(0), 1 + factor().get(1), x, call);
    Tensor mean = mean(x, true, 1, 2);
    return add(multiply(subtract(x, mean), f), mean);
  }
}
