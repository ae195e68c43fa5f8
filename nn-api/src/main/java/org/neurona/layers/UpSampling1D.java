package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Each step repeated. Keras' {@code UpSampling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, size * steps, channels)}.
 */
public final class UpSampling1D extends BaseUpSampling<UpSampling1D> {
  private static final Setting<List<Integer>> SIZE = WindowSettings.sizes("size", 1, 2, false);

  /**
   * A layer.
   *
   * @param size how many times each step stands in the output; 2 if it is not given
   * @throws IllegalArgumentException if a number is not positive, or there is more than one
   */
  public UpSampling1D(int... size) {
    super(1, SIZE, List.of(SIZE), size);
  }
}
