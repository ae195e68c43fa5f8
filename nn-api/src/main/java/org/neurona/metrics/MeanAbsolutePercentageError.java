package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/**
 * The mean absolute percentage error, as in {@link org.neurona.losses.MeanAbsolutePercentageError}. Keras' metric
 * {@code MeanAbsolutePercentageError}.
 */
public final class MeanAbsolutePercentageError extends LossMetric<MeanAbsolutePercentageError> {
  /** The metric with the loss' defaults. */
  public MeanAbsolutePercentageError() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.MeanAbsolutePercentageError();
  }
}
