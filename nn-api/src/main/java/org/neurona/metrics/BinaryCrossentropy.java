package org.neurona.metrics;

/**
 * The mean binary crossentropy, as in {@link org.neurona.losses.BinaryCrossentropy}. Keras' metric
 * {@code BinaryCrossentropy}.
 */
public final class BinaryCrossentropy extends LossMetric {
  /** The metric with the loss' defaults. */
  public BinaryCrossentropy() {
    super(new org.neurona.losses.BinaryCrossentropy());
  }
}
