package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/**
 * The mean squared logarithmic error, as in {@link org.neurona.losses.MeanSquaredLogarithmicError}. Keras' metric
 * {@code MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError extends LossMetric<MeanSquaredLogarithmicError> {
  /** The metric with the loss' defaults. */
  public MeanSquaredLogarithmicError() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.MeanSquaredLogarithmicError();
  }
}
