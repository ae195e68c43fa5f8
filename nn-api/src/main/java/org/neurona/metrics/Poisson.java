package org.neurona.metrics;

/** The mean Poisson loss, as in {@link org.neurona.losses.Poisson}. Keras' metric {@code Poisson}. */
public final class Poisson extends LossMetric {
  /** The metric with the loss' defaults. */
  public Poisson() {
    super(new org.neurona.losses.Poisson());
  }
}
