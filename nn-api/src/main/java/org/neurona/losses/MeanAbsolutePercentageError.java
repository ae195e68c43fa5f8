package org.neurona.losses;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code 100 mean(|t - a| / max(|t|, 1e-7))} over the last axis. Keras' {@code MeanAbsolutePercentageError}. */
public final class MeanAbsolutePercentageError extends BaseLoss<MeanAbsolutePercentageError> {
  /** The loss with Keras' defaults. */
  public MeanAbsolutePercentageError() {
    super(List.of());
  }

  @Override
  public String name() {
    return "mean_absolute_percentage_error";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor relative = divide(subtract(yTrue, yPred), maximum(abs(yTrue), EPSILON));
    return multiply(mean(abs(relative), false, -1), 100);
  }
}
