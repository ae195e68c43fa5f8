package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The mean of each channel over the whole image. Keras' {@code GlobalAveragePooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims} the
 * axes between stay, with length 1.
 */
public final class GlobalAveragePooling2D extends BaseGlobalPooling<GlobalAveragePooling2D> {
  /** The layer. */
  public GlobalAveragePooling2D() {
    super(2);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.mean(x, keepDims, over);
  }
}
