package org.neurona.metrics;

/**
 * The mean of the logarithm of the error's hyperbolic cosine, as in {@link org.neurona.losses.LogCosh}. Keras'
 * metric {@code LogCoshError}.
 */
public final class LogCoshError extends LossMetric {
  /** The metric with the loss' defaults. */
  public LogCoshError() {
    super(new org.neurona.losses.LogCosh());
  }

  @Override
  public String name() {
    return "logcosh";
  }
}
