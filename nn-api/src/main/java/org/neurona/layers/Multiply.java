package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * The product of the inputs, element by element. Keras' {@code Multiply}. The inputs have the same shape, or shapes
 * that broadcast; one of fewer axes gets axes of length 1 behind the batch's. Steps that a mask skips count as 1, and
 * where all inputs are masked the product is 0.
 */
public final class Multiply extends Merge<Multiply> {
  /** The layer. */
  public Multiply() {}

  @Override
  Tensor merge(Tensor a, Tensor b) {
    return Ops.multiply(a, b);
  }

  @Override
  Tensor mergeAll(List<Tensor> inputs, List<Tensor> masks) {
    List<Tensor> factors = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      factors.add(masks.get(i) == null ? inputs.get(i) : Ops.where(masks.get(i), inputs.get(i), Ops.constant(1)));
    }
    Tensor product = super.mergeAll(factors, masks);
    return masks.stream().anyMatch(Objects::isNull) ? product
        : Ops.multiply(product, masks.stream().reduce(Ops::maximum).orElseThrow());
  }
}
