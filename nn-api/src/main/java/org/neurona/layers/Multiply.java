package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The product of the inputs, element by element. Keras' {@code Multiply}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Multiply extends Merge<Multiply> {
  /** The layer. */
  public Multiply() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.multiply(a, b);
  }
}
