package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code mean(a - t log(a + 1e-7))} over the last axis, for targets that are counts. Keras' {@code Poisson}. */
public final class Poisson extends BaseLoss<Poisson> {
  /** The loss with Keras' defaults. */
  public Poisson() {
    super(List.of());
  }

  @Override
  public String name() {
    return "poisson";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return mean(subtract(yPred, multiply(yTrue, log(add(yPred, EPSILON)))), false, -1);
  }
}
