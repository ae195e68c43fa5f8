package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.losses.Loss;

/**
 * The mean categorical crossentropy, for targets that are the numbers of classes, as in
 * {@link org.neurona.losses.SparseCategoricalCrossentropy}. Keras' metric {@code SparseCategoricalCrossentropy}.
 */
public final class SparseCategoricalCrossentropy extends LossMetric<SparseCategoricalCrossentropy> {
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  /** The metric on probabilities, whose classes are on the last axis. */
  public SparseCategoricalCrossentropy() {
    super(List.of(SmoothedLossMetric.FROM_LOGITS, AXIS));
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(SmoothedLossMetric.FROM_LOGITS);
  }

  /** Returns a copy for outputs that are logits rather than probabilities. */
  public SparseCategoricalCrossentropy fromLogits(boolean fromLogits) {
    return with(this, SmoothedLossMetric.FROM_LOGITS, fromLogits);
  }

  /** The axis of the classes; -1 by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy for outputs whose classes are on another axis. */
  public SparseCategoricalCrossentropy axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.SparseCategoricalCrossentropy().fromLogits(fromLogits()).axis(axis());
  }
}
