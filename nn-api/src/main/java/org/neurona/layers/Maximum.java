package org.neurona.layers;

import java.util.List;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The largest of the inputs, element by element. Keras' {@code Maximum}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's. Steps that a mask skips give way to those of
 * other inputs.
 */
public final class Maximum extends Merge<Maximum> {
  /** The layer. */
  public Maximum() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.maximum(a, b);
  }

  @Override
  Tensor mergeAll(List<Tensor> inputs, List<Tensor> masks) {
    return Merging.extreme(Ops::maximum, inputs, masks);
  }
}
