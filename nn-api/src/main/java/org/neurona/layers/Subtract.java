package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The first of two inputs less the second, element by element. Keras' {@code Subtract}. The inputs have the same shape,
 * or shapes that broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Subtract extends Merge<Subtract> {
  /** The layer. */
  public Subtract() {}

  @Override
  int mostInputs() {
    return 2;
  }

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.subtract(a, b);
  }
}
