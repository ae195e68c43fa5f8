package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The means of so many parts of each image, however long it is. Keras' {@code AdaptiveAveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, outputSize..., channels)}.
 */
public final class AdaptiveAveragePooling2D extends BaseAdaptivePooling<AdaptiveAveragePooling2D> {
  private static final Setting<List<Integer>> OUTPUT_SIZE = WindowSettings.sizes("output_size", 2, null, true);

  /**
   * A layer.
   *
   * @param outputSize the number of places of the output: one for both axes or one for each
   * @throws IllegalArgumentException if a number is not positive, or there are not 1 or 2
   */
  public AdaptiveAveragePooling2D(int... outputSize) {
    super(2, OUTPUT_SIZE, outputSize);
  }

  @Override
  Tensor pool(Tensor x, int axis) {
    return Ops.mean(x, true, axis);
  }
}
