package org.neurona.metrics;

/**
 * The mean categorical crossentropy, for targets that are one-hot, as in
 * {@link org.neurona.losses.CategoricalCrossentropy}. Keras' metric {@code CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends LossMetric {
  /** The metric with the loss' defaults. */
  public CategoricalCrossentropy() {
    super(new org.neurona.losses.CategoricalCrossentropy());
  }
}
