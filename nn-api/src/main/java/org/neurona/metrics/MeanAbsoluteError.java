package org.neurona.metrics;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code mean(abs(t - a))}. Keras' {@code MeanAbsoluteError}. */
public final class MeanAbsoluteError extends MeanMetric<MeanAbsoluteError> {
  /** The metric. */
  public MeanAbsoluteError() {
    super(List.of());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(abs(subtract(yPred, yTrue)), false, -1);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
