package org.neurona.losses;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code mean((t - a)^2)} over the last axis. Keras' {@code MeanSquaredError}. */
public final class MeanSquaredError extends BaseLoss<MeanSquaredError> {
  /** The loss, averaged over the batch. */
  public MeanSquaredError() {
    super(List.of());
  }

  @Override
  public String name() {
    return "mean_squared_error";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return mean(square(subtract(yPred, yTrue)), false, -1);
  }
}
