package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/**
 * The mean categorical hinge loss, as in {@link org.neurona.losses.CategoricalHinge}. Keras' metric
 * {@code CategoricalHinge}.
 */
public final class CategoricalHinge extends LossMetric<CategoricalHinge> {
  /** The metric with the loss' defaults. */
  public CategoricalHinge() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.CategoricalHinge();
  }
}
