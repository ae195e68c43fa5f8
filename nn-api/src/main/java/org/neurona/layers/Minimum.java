package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The smallest of the inputs, element by element. Keras' {@code Minimum}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Minimum extends Merge<Minimum> {
  /** The layer. */
  public Minimum() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.minimum(a, b);
  }
}
