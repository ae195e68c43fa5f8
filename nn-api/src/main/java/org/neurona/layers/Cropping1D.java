package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * The input without the first and the last places of each axis between batch and channels. Keras' {@code Cropping1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps - start - end, channels)}.
 */
public final class Cropping1D extends BaseCropping<Cropping1D> {
  private static final Setting<List<List<Integer>>> CROPPING = Margins.setting("cropping", 1, 1);

  /**
   * A layer.
   *
   * @param cropping one number for both ends, or the numbers for start and end; 1 everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are more than 2
   */
  public Cropping1D(int... cropping) {
    super(1, CROPPING, List.of(CROPPING), cropping);
  }
}
