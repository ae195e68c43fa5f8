package org.neurona.metrics;

/**
 * The mean categorical hinge loss, as in {@link org.neurona.losses.CategoricalHinge}. Keras' metric
 * {@code CategoricalHinge}.
 */
public final class CategoricalHinge extends LossMetric {
  /** The metric with the loss' defaults. */
  public CategoricalHinge() {
    super(new org.neurona.losses.CategoricalHinge());
  }
}
