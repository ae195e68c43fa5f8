package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;

/**
 * What crossentropies have in common whose targets are probabilities: outputs may be logits, and targets may be drawn
 * together.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class SmoothedLossMetric<M extends SmoothedLossMetric<M>> extends LossMetric<M> {
  static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);
  private static final Setting<Double> LABEL_SMOOTHING = Setting.of("label_smoothing", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("label_smoothing", 0).codec(), 0.0);

  SmoothedLossMetric(Setting<?>... own) {
    super(Setting.joined(List.of(FROM_LOGITS, LABEL_SMOOTHING), List.of(own)));
  }

  /** Whether outputs are logits; false by default. */
  public final boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /** Returns a copy for outputs that are logits rather than probabilities. */
  public final M fromLogits(boolean fromLogits) {
    return with(self(), FROM_LOGITS, fromLogits);
  }

  /** How far targets are drawn away from 0 and 1; 0 by default. */
  public final double labelSmoothing() {
    return get(LABEL_SMOOTHING);
  }

  /** Returns a copy that draws targets this part of the way to an even distribution; 0 by default. */
  public final M labelSmoothing(double labelSmoothing) {
    return with(self(), LABEL_SMOOTHING, labelSmoothing);
  }
}
