package org.neurona.metrics;

/**
 * The mean categorical crossentropy, for targets that are the numbers of classes, as in
 * {@link org.neurona.losses.SparseCategoricalCrossentropy}. Keras' metric {@code SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends LossMetric {
  /** The metric with the loss' defaults. */
  public SparseCategoricalCrossentropy() {
    super(new org.neurona.losses.SparseCategoricalCrossentropy());
  }
}
