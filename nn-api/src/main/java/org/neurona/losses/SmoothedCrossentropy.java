package org.neurona.losses;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What crossentropies have in common whose targets are probabilities: outputs may be logits, and targets may be drawn
 * together.
 *
 * @param <L> the loss itself, which fluent methods return
 */
public abstract class SmoothedCrossentropy<L extends SmoothedCrossentropy<L>> extends BaseLoss<L> {
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  SmoothedCrossentropy(Setting<?>... own) {
    super(Setting.joined(List.of(own), List.of(FROM_LOGITS, LABEL_SMOOTHING, AXIS)));
  }

  @SuppressWarnings("unchecked") // L is the class itself
  private L self() {
    return (L) this;
  }

  /** Whether outputs are logits; false by default. */
  public final boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /**
   * Returns a copy for outputs that are logits rather than probabilities. Of outputs of the activation that makes
   * probabilities, what went into it is taken where the loss can look behind it, with a warning.
   */
  public final L fromLogits(boolean fromLogits) {
    return with(self(), FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public final double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to an even distribution; 0 by default. */
  public final L labelSmoothing(double labelSmoothing) {
    return with(self(), LABEL_SMOOTHING, labelSmoothing);
  }

  /** The axis of the classes, counted from the end where negative; -1 by default. */
  public final int axis() {
    return get(AXIS);
  }

  /** Returns a copy for outputs that have the classes along another axis; -1 by default. */
  public final L axis(int axis) {
    return with(self(), AXIS, axis);
  }

  @Override
  protected final Tensor call(Tensor yTrue, Tensor yPred) {
    return alongLastAxis(Ops.moveToEnd(yTrue, axis()), Ops.moveToEnd(yPred, axis()));
  }

  /** The loss of each row, for classes along the last axis. */
  abstract Tensor alongLastAxis(Tensor yTrue, Tensor yPred);

  /** The targets, drawn towards one over the number of classes. */
  final Tensor smoothed(Tensor targets, int classes) {
    double smoothing = labelSmoothing();
    return smoothing == 0 ? targets : Ops.add(Ops.multiply(targets, 1 - smoothing), smoothing / classes);
  }
}
