package org.neurona.metrics;

/**
 * The mean squared logarithmic error, as in {@link org.neurona.losses.MeanSquaredLogarithmicError}. Keras' metric
 * {@code MeanSquaredLogarithmicError}.
 */
public final class MeanSquaredLogarithmicError extends LossMetric {
  /** The metric with the loss' defaults. */
  public MeanSquaredLogarithmicError() {
    super(new org.neurona.losses.MeanSquaredLogarithmicError());
  }
}
