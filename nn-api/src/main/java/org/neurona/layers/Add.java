package org.neurona.layers;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The sum of the inputs, element by element. Keras' {@code Add}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Add extends Merge<Add> {
  /** The layer. */
  public Add() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.add(a, b);
  }
}
