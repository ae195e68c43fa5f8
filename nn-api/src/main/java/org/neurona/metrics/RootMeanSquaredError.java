package org.neurona.metrics;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/** {@code sqrt(mean(square(t - a)))} over all rows. Keras' {@code RootMeanSquaredError}. */
public final class RootMeanSquaredError extends MeanMetric<RootMeanSquaredError> {
  /** The metric. */
  public RootMeanSquaredError() {
    super(List.of());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(square(subtract(yPred, yTrue)), false, -1);
  }

  @Override
  public double result(double[] totals) {
    return Math.sqrt(super.result(totals));
  }

  @Override
  public Direction direction() {
    return Direction.DOWN;
  }
}
