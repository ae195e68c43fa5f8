package org.neurona.losses;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code mean(abs(t - a))} over the last axis. Keras' {@code MeanAbsoluteError}. */
public final class MeanAbsoluteError extends BaseLoss<MeanAbsoluteError> {
  /** The loss, averaged over the batch. */
  public MeanAbsoluteError() {
    super(List.of());
  }

  @Override
  public String name() {
    return "mean_absolute_error";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return mean(abs(subtract(yPred, yTrue)), false, -1);
  }
}
