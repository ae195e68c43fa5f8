package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * The input without the first and the last places of each axis between batch and channels. Keras' {@code Cropping3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, shorter depth, shorter height,
 * shorter width, channels)}.
 */
public final class Cropping3D extends BaseCropping<Cropping3D> {
  private static final Setting<List<List<Integer>>> CROPPING = Margins.setting("cropping", 3, 1);

  /**
   * A layer.
   *
   * @param cropping one number for all six sides, one for each axis, or the numbers for start and end of each axis; 1
   *     everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are neither 0, 1, 3 nor 6
   */
  public Cropping3D(int... cropping) {
    super(3, CROPPING, List.of(CROPPING, WindowSettings.DATA_FORMAT), cropping);
  }
}
