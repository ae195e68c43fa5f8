package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest numbers of so many parts of each image, however long it is. Keras' {@code AdaptiveMaxPooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, outputSize..., channels)}.
 */
public final class AdaptiveMaxPooling2D extends BaseAdaptivePooling<AdaptiveMaxPooling2D> {
  private static final Setting<List<Integer>> OUTPUT_SIZE = WindowSettings.sizes("output_size", 2, null, true);

  /**
   * A layer.
   *
   * @param outputSize the number of places of the output: one for both axes or one for each
   * @throws IllegalArgumentException if a number is not positive, or there are not 1 or 2
   */
  public AdaptiveMaxPooling2D(int... outputSize) {
    super(2, OUTPUT_SIZE, outputSize);
  }

  @Override
  Tensor pool(Tensor x, int axis) {
    return Ops.max(x, true, axis);
  }
}
