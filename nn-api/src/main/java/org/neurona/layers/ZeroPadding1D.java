package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Zeros before and after each axis between batch and channels. Keras' {@code ZeroPadding1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, steps + start + end, channels)}.
 */
public final class ZeroPadding1D extends BaseZeroPadding<ZeroPadding1D> {
  private static final Setting<List<List<Integer>>> PADDING = Margins.setting("padding", 1, 1);

  /**
   * A layer.
   *
   * @param padding one number for both ends, or the numbers for start and end; 1 everywhere if there is none
   * @throws IllegalArgumentException if a number is negative, or there are more than 2
   */
  public ZeroPadding1D(int... padding) {
    super(1, PADDING, padding);
  }
}
