package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;
import org.neurona.ops.Tensor;

/** The mean of a loss over all rows, as a metric: without penalties, and with its own sample weights. */
abstract class LossMetric extends MeanMetric {
  private final Loss loss;

  LossMetric(Loss loss) {
    super(List.of());
    this.loss = loss;
  }

  @Override
  public String name() {
    return loss.name();
  }

  /** The loss does that itself. */
  @Override
  protected final Tensor align(Tensor yTrue, Tensor yPred) {
    return yTrue;
  }

  @Override
  protected final Tensor values(Tensor yTrue, Tensor yPred) {
    return loss.rowLosses(yTrue, yPred);
  }
}
