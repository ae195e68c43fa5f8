package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/** The mean Poisson loss, as in {@link org.neurona.losses.Poisson}. Keras' metric {@code Poisson}. */
public final class Poisson extends LossMetric<Poisson> {
  /** The metric with the loss' defaults. */
  public Poisson() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.Poisson();
  }
}
