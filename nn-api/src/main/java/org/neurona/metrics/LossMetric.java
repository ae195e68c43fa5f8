package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.losses.Loss;
import org.neurona.ops.Tensor;

/**
 * The mean of a loss over all rows, as a metric: without penalties, and with its own sample weights.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class LossMetric<M extends LossMetric<M>> extends MeanMetric<M> {
  LossMetric(List<Setting<?>> settings) {
    super(settings);
  }

  /** The loss, with the settings of the metric. */
  abstract Loss loss();

  /** The loss does that itself. */
  @Override
  protected final Tensor align(Tensor yTrue, Tensor yPred) {
    return yTrue;
  }

  @Override
  protected final Tensor values(Tensor yTrue, Tensor yPred) {
    return loss().rowLosses(yTrue, yPred);
  }

  @Override
  public final Direction direction() {
    return Direction.DOWN;
  }
}
