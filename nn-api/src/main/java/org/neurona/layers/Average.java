package org.neurona.layers;

import java.util.List;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The mean of the inputs, element by element. Keras' {@code Average}. The inputs have the same shape, or shapes that
 * broadcast; one of fewer axes gets axes of length 1 behind the batch's.
 */
public final class Average extends Merge<Average> {
  /** The layer. */
  public Average() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.add(a, b);
  }

  @Override
  Tensor mergeAll(List<Tensor> inputs, List<Tensor> masks) {
    return Ops.divide(super.mergeAll(inputs, masks), inputs.size());
  }
}
