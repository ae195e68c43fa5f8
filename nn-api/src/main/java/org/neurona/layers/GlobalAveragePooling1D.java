package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The mean of each channel over all steps. Keras' {@code GlobalAveragePooling1D}.
 *
 * <p>Input {@code (batch, steps, channels)}, output {@code (batch, channels)}; with {@code keepdims} the axes
 * between stay, with length 1.
 */
public final class GlobalAveragePooling1D extends BaseGlobalPooling<GlobalAveragePooling1D> {
  /** The layer. */
  public GlobalAveragePooling1D() {
    super(1);
  }

  @Override
  Tensor pool(Tensor x, boolean keepDims, int... over) {
    return Ops.mean(x, keepDims, over);
  }
}
