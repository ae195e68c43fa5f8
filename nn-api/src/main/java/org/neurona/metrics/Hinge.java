package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/** The mean hinge loss, as in {@link org.neurona.losses.Hinge}. Keras' metric {@code Hinge}. */
public final class Hinge extends LossMetric<Hinge> {
  /** The metric with the loss' defaults. */
  public Hinge() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.Hinge();
  }
}
