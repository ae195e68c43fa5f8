package org.neurona.metrics;

import static org.neurona.ops.Ops.negative;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The mean of {@code sum(t / |t| * a / |a|)} along an axis: 1 for the same direction. Keras' metric
 * {@code CosineSimilarity}; the loss of that name has the other sign.
 */
public final class CosineSimilarity extends MeanMetric<CosineSimilarity> {
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  /** The metric along the last axis. */
  public CosineSimilarity() {
    super(List.of(AXIS));
  }

  /** The axis of the vectors; -1 by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy for vectors along another axis. */
  public CosineSimilarity axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return negative(new org.neurona.losses.CosineSimilarity().axis(axis()).rowLosses(yTrue, yPred));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
