package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/** The mean squared hinge loss, as in {@link org.neurona.losses.SquaredHinge}. Keras' metric {@code SquaredHinge}. */
public final class SquaredHinge extends LossMetric<SquaredHinge> {
  /** The metric with the loss' defaults. */
  public SquaredHinge() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.SquaredHinge();
  }
}
