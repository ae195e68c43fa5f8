package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/**
 * The mean Kullback-Leibler divergence, as in {@link org.neurona.losses.KLDivergence}. Keras' metric
 * {@code KLDivergence}.
 */
public final class KLDivergence extends LossMetric<KLDivergence> {
  /** The metric with the loss' defaults. */
  public KLDivergence() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.KLDivergence();
  }
}
