package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;

/**
 * What {@link Precision} and {@link Recall} have in common: only the best scores of a row, or only one class may count.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class RankedConfusionMetric<M extends RankedConfusionMetric<M>> extends ConfusionMetric<M> {
  private static final Setting<Integer> TOP_K = Setting.positiveIntOrNull("top_k");

  RankedConfusionMetric() {
    super(TOP_K, Decisions.CLASS_ID);
  }

  /** How many of the largest outputs along the last axis can count as 1, or null, the default, for all. */
  public final Integer topK() {
    return get(TOP_K);
  }

  /**
   * Returns a copy for which only the k largest outputs along the last axis, of equal ones the first, can count as 1:
   * where they are above the thresholds, or all of them where no threshold was given. Null for all outputs.
   */
  public final M topK(Integer k) {
    return with(self(), TOP_K, k);
  }

  /** The class whose decisions count, or null, the default, for all. */
  public final Integer classId() {
    return get(Decisions.CLASS_ID);
  }

  /** Returns a copy for which only decisions about one class count: a place on the last axis, or null for all. */
  public final M classId(Integer classId) {
    return with(self(), Decisions.CLASS_ID, classId);
  }

  @Override
  final List<Double> used() {
    return topK() != null && thresholds() == null ? List.of(Decisions.LOWEST) : super.used();
  }

  @Override
  final Decisions chosen(Decisions all) {
    return all.onlyTop(topK()).onlyClass(classId());
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
