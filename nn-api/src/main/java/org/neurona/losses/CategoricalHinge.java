package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code max(max((1 - t) a) - sum(t a) + 1, 0)} over the last axis, for targets that are one-hot. Keras'
 * {@code CategoricalHinge}.
 */
public final class CategoricalHinge extends BaseLoss<CategoricalHinge> {
  /** The loss with Keras' defaults. */
  public CategoricalHinge() {
    super(List.of());
  }

  @Override
  public String name() {
    return "categorical_hinge";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor right = sum(multiply(yTrue, yPred), false, -1);
    Tensor wrong = max(multiply(subtract(1, yTrue), yPred), false, -1);
    return maximum(add(subtract(wrong, right), 1), 0);
  }
}
