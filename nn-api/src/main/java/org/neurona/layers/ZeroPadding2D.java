package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Zeros before and after each axis between batch and channels. Keras' {@code ZeroPadding2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, top + height + bottom, left + width + right,
 * channels)}.
 */
public final class ZeroPadding2D extends BaseZeroPadding<ZeroPadding2D> {
  private static final Setting<List<List<Integer>>> PADDING = Margins.setting("padding", 2, 1);

  /**
   * A layer.
   *
   * @param padding one number for all four sides, one for height and one for width, or the numbers for top, bottom,
   *     left and right; 1 everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are neither 0, 1, 2 nor 4
   */
  public ZeroPadding2D(int... padding) {
    super(2, PADDING, padding);
  }
}
