package org.neurona.metrics;

/** The mean hinge loss, as in {@link org.neurona.losses.Hinge}. Keras' metric {@code Hinge}. */
public final class Hinge extends LossMetric {
  /** The metric with the loss' defaults. */
  public Hinge() {
    super(new org.neurona.losses.Hinge());
  }
}
