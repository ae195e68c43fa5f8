package org.neurona.layers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest numbers of so many parts of each sequence, however long it is. Keras' {@code AdaptiveMaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, outputSize, channels)}.
 */
public final class AdaptiveMaxPooling1D extends BaseAdaptivePooling<AdaptiveMaxPooling1D> {
  private static final Setting<List<Integer>> OUTPUT_SIZE = WindowSettings.sizes("output_size", 1, null, true);

  /**
   * A layer.
   *
   * @param outputSize the number of places of the output
   * @throws IllegalArgumentException if it is not positive
   */
  public AdaptiveMaxPooling1D(int outputSize) {
    super(1, OUTPUT_SIZE, outputSize);
  }

  @Override
  Tensor pool(Tensor x, int axis) {
    return Ops.max(x, true, axis);
  }
}
