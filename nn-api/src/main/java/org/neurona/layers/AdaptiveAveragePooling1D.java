package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The means of so many parts of each sequence, however long it is. Keras' {@code AdaptiveAveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, outputSize, channels)}.
 */
public final class AdaptiveAveragePooling1D extends BaseAdaptivePooling<AdaptiveAveragePooling1D> {
  private static final Setting<List<Integer>> OUTPUT_SIZE = WindowSettings.sizes("output_size", 1, null, true);

  /**
   * A layer.
   *
   * @param outputSize the number of places of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public AdaptiveAveragePooling1D(int outputSize) {
    super(1, OUTPUT_SIZE, outputSize);
  }

  @Override
  Tensor pool(Tensor x, int axis) {
    return Ops.mean(x, true, axis);
  }
}
