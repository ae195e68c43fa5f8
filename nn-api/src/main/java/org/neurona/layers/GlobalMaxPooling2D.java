package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest number of each channel over the whole image. Keras' {@code GlobalMaxPooling2D}.
 *
 * <p>Input {@code (batch, height, width, channels)}, output {@code (batch, channels)}; with {@code keepdims} the
 * axes between stay, with length 1.
 */
public final class GlobalMaxPooling2D extends BaseGlobalPooling<GlobalMaxPooling2D> {
  /** The layer. */
  public GlobalMaxPooling2D() {
    super(2);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.max(x, keepDims, over);
  }
}
