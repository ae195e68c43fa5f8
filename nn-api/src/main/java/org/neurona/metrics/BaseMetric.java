package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;

/**
 * A metric with the methods that set what all have in common.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class BaseMetric<M extends BaseMetric<M>> extends Metric {
  /** A metric with the setting {@code name} and these. */
  protected BaseMetric(List<Setting<?>> settings) {
    super(settings);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final M name(String name) {
    return (M) super.name(name);
  }

  /** The metric as what it is. */
  @SuppressWarnings("unchecked") // M is the class itself
  final M self() {
    return (M) this;
  }
}
