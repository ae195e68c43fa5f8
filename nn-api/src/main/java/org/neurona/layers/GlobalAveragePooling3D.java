package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The mean of each channel over the whole volume. Keras' {@code GlobalAveragePooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}; with {@code
 * keepdims} the axes between stay, with length 1.
 */
public final class GlobalAveragePooling3D extends BaseGlobalPooling<GlobalAveragePooling3D> {
  /** The layer. */
  public GlobalAveragePooling3D() {
    super(3);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.mean(x, keepDims, over);
  }
}
