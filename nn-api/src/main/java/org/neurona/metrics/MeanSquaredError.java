package org.neurona.metrics;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code mean(square(t - a))}. Keras' {@code MeanSquaredError}. */
public final class MeanSquaredError extends MeanMetric<MeanSquaredError> {
  /** The metric. */
  public MeanSquaredError() {
    super(List.of());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(square(subtract(yPred, yTrue)), false, -1);
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
