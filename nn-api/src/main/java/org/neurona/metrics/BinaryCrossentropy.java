package org.neurona.metrics;

import org.neurona.losses.Loss;

/**
 * The mean binary crossentropy, as in {@link org.neurona.losses.BinaryCrossentropy}. Keras' metric
 * {@code BinaryCrossentropy}.
 */
public final class BinaryCrossentropy extends SmoothedLossMetric<BinaryCrossentropy> {
  /** The metric on probabilities. */
  public BinaryCrossentropy() {}

  @Override
  Loss loss() {
    return new org.neurona.losses.BinaryCrossentropy().fromLogits(fromLogits()).labelSmoothing(labelSmoothing());
  }
}
