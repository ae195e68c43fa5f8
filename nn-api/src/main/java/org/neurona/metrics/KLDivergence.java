package org.neurona.metrics;

/**
 * The mean Kullback-Leibler divergence, as in {@link org.neurona.losses.KLDivergence}. Keras' metric
 * {@code KLDivergence}.
 */
public final class KLDivergence extends LossMetric {
  /** The metric with the loss' defaults. */
  public KLDivergence() {
    super(new org.neurona.losses.KLDivergence());
  }
}
