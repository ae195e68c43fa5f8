package org.neurona.losses;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code mean((log(t + 1) - log(a + 1))^2)} over the last axis, t and a at least 1e-7. Keras'
 * {@code MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError extends BaseLoss<MeanSquaredLogarithmicError> {
  /** The loss with Keras' defaults. */
  public MeanSquaredLogarithmicError() {
    super(List.of());
  }

  @Override
  public String name() {
    return "mean_squared_logarithmic_error";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor predicted = log(add(maximum(yPred, EPSILON), 1));
    Tensor expected = log(add(maximum(yTrue, EPSILON), 1));
    return mean(square(subtract(predicted, expected)), false, -1);
  }
}
