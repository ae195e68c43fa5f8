package org.neurona.layers;

import static org.neurona.ops.Ops.add;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training adds {@code f (largest - smallest)} to each image, with the range of values and a random f between two
 * bounds, and cuts off what leaves that range: at -1 an image becomes black, at 1 white; at inference changes nothing.
 * Keras' {@code RandomBrightness}. Input and output {@code (batch, height, width, channels)}.
 */
public final class RandomBrightness extends BaseRandomColors<RandomBrightness> {
  private static final Setting<List<Double>> FACTOR = RandomFactor.around0("factor");

  /**
   * A layer.
   *
   * @param factor the bounds of f: the lower and the upper, or one number for both directions
   * @throws IllegalArgumentException if one is not in [-1, 1]
   */
  public RandomBrightness(double... factor) {
    super(FACTOR, RandomFactor.around0(factor));
  }

  @Override
  Tensor colored(Tensor x, Call call) {
    double range = valueRange().get(1) - valueRange().get(0);
    return add(x, random(factor().get(0) * range, factor().get(1) * range, x, call));
  }
}
