package org.neurona.metrics;

import org.neurona.config.Setting;
import org.neurona.losses.Loss;

/**
 * The mean categorical crossentropy, as in {@link org.neurona.losses.CategoricalCrossentropy}. Keras' metric
 * {@code CategoricalCrossentropy}.
 */
public final class CategoricalCrossentropy extends SmoothedLossMetric<CategoricalCrossentropy> {
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  /** The metric on probabilities, whose classes are on the last axis. */
  public CategoricalCrossentropy() {
    super(AXIS);
  }

  /** The axis of the classes; -1 by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy for outputs whose classes are on another axis. */
  public CategoricalCrossentropy axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.CategoricalCrossentropy().fromLogits(fromLogits()).labelSmoothing(labelSmoothing())
        .axis(axis());
  }
}
