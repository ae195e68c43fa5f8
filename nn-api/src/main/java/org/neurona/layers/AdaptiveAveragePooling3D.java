package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The means of so many parts of each volume, however long it is. Keras' {@code AdaptiveAveragePooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, outputSize..., channels)}.
 */
public final class AdaptiveAveragePooling3D extends BaseAdaptivePooling<AdaptiveAveragePooling3D> {
  private static final Setting<List<Integer>> OUTPUT_SIZE = WindowSettings.sizes("output_size", 3, null, true);

  /**
   * A layer.
   *
   * @param outputSize the number of places of the output: one for all axes or one for each
   * @throws IllegalArgumentException if a number is not positive, or there are not 1 or 3
   */
  public AdaptiveAveragePooling3D(int... outputSize) {
    super(3, OUTPUT_SIZE, outputSize);
  }

  @Override
  Tensor pool(Tensor x, int axis) {
    return Ops.mean(x, true, axis);
  }
}
