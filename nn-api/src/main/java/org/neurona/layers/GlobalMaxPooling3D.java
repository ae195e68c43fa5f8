package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest number of each channel over the whole volume. Keras' {@code GlobalMaxPooling3D}.
 *
 * <p>Input {@code (batch, depth, height, width, channels)}, output {@code (batch, channels)}; with {@code
 * keepdims} the axes between stay, with length 1.
 */
public final class GlobalMaxPooling3D extends BaseGlobalPooling<GlobalMaxPooling3D> {
  /** The layer. */
  public GlobalMaxPooling3D() {
    super(3);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.max(x, keepDims, over);
  }
}
