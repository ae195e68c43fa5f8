package org.neurona.metrics;

import java.util.List;
import org.neurona.losses.Loss;

/**
 * The mean of the logarithm of the error's hyperbolic cosine, as in {@link org.neurona.losses.LogCosh}. Keras'
 * metric {@code LogCoshError}.
 */
public final class LogCoshError extends LossMetric<LogCoshError> {
  /** The metric with the loss' defaults. */
  public LogCoshError() {
    super(List.of());
  }

  @Override
  Loss loss() {
    return new org.neurona.losses.LogCosh();
  }

  @Override
  protected String defaultName() {
    return "logcosh";
  }
}
