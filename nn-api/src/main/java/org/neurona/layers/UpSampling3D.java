package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;

/**
 * Each place of a volume repeated. Keras' {@code UpSampling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, size * depth, size * height, size *
 * width, channels)}.
 */
public final class UpSampling3D extends BaseUpSampling<UpSampling3D> {
  private static final Setting<List<Integer>> SIZE = WindowSettings.sizes("size", 3, 2, false);

  /**
   * A layer.
   *
   * @param size how many times each place stands in the output: one number for all axes or one for each; 2 if there is
   *     none
   * @throws IllegalArgumentException if a number is not positive, or there are others than 0, 1 or 3
   */
  public UpSampling3D(int... size) {
    super(3, SIZE, List.of(SIZE, WindowSettings.DATA_FORMAT), size);
  }
}
