package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest of the inputs, element by element. Keras' {@code Maximum}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Maximum extends Merge<Maximum> {
  /** The layer. */
  public Maximum() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.maximum(a, b);
  }
}
