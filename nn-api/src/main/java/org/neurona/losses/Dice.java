package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code 1 - 2 sum(t a) / (sum(t) + sum(a) + 1e-7)} over the whole batch, for masks. Keras' {@code Dice} without an
 * axis.
 */
public final class Dice extends BaseLoss<Dice> {
  /** The loss with Keras' defaults. */
  public Dice() {
    super(List.of());
  }

  @Override
  public String name() {
    return "dice";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor total = add(add(sum(yTrue), sum(yPred)), EPSILON);
    return subtract(1, divide(multiply(sum(multiply(yTrue, yPred)), 2), total));
  }
}
