package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest number of each channel over all steps. Keras' {@code GlobalMaxPooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}; with {@code keepdims} the axes
 * between stay, with length 1.
 */
public final class GlobalMaxPooling1D extends BaseGlobalPooling<GlobalMaxPooling1D> {
  /** The layer. */
  public GlobalMaxPooling1D() {
    super(1);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.max(x, keepDims, over);
  }
}
