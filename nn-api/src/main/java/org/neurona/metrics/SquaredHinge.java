package org.neurona.metrics;

/** The mean squared hinge loss, as in {@link org.neurona.losses.SquaredHinge}. Keras' metric {@code SquaredHinge}. */
public final class SquaredHinge extends LossMetric {
  /** The metric with the loss' defaults. */
  public SquaredHinge() {
    super(new org.neurona.losses.SquaredHinge());
  }
}
