package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * The input without the first and the last places of each axis between batch and channels. Keras' {@code Cropping2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, height - top - bottom, width - left - right,
 * channels)}.
 */
public final class Cropping2D extends BaseCropping<Cropping2D> {
  private static final Setting<List<List<Integer>>> CROPPING = Margins.setting("cropping", 2, 0);

  /**
   * A layer.
   *
   * @param cropping one number for all four sides, one for height and one for width, or the numbers for top, bottom,
   *     left and right; 0 everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are neither 0, 1, 2 nor 4
   */
  public Cropping2D(int... cropping) {
    super(2, CROPPING, List.of(CROPPING, WindowSettings.DATA_FORMAT), cropping);
  }
}
