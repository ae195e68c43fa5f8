package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Zeros before and after each axis between batch and channels. Keras' {@code ZeroPadding3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, longer depth, longer height, longer
 * width, channels)}.
 */
public final class ZeroPadding3D extends BaseZeroPadding<ZeroPadding3D> {
  private static final Setting<List<List<Integer>>> PADDING = Margins.setting("padding", 3, 1);

  /**
   * A layer.
   *
   * @param padding one number for all six sides, one for each axis, or the numbers for start and end of each axis; 1
   *     everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are neither 0, 1, 3 nor 6
   */
  public ZeroPadding3D(int... padding) {
    super(3, PADDING, padding);
  }
}
