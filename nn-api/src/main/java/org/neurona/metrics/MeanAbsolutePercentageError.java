package org.neurona.metrics;

/**
 * The mean absolute percentage error, as in {@link org.neurona.losses.MeanAbsolutePercentageError}. Keras' metric
 * {@code MeanAbsolutePercentageError}.
 */
public final class MeanAbsolutePercentageError extends LossMetric {
  /** The metric with the loss' defaults. */
  public MeanAbsolutePercentageError() {
    super(new org.neurona.losses.MeanAbsolutePercentageError());
  }
}
