package org.neurona.constraints;

import static org.neurona.ops.Ops.clip;

import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * No longer than {@code maxValue}: {@code w min(norm, maxValue) / (1e-7 + norm)} (Srivastava et al., 2014). Keras'
 * {@code MaxNorm}. Defaults: max value 2, axis 0.
 */
public final class MaxNorm extends NormConstraint<MaxNorm> {
  private static final Setting<Double> MAX_VALUE = Setting.nonNegative("max_value", 2);

  /** The constraint with Keras' defaults. */
  public MaxNorm() {
    super(MAX_VALUE);
  }

  /** The constraint with a largest norm. */
  public MaxNorm(double maxValue) {
    this();
    set(MAX_VALUE, maxValue);
  }

  /** The largest norm; 2 by default. */
  public double maxValue() {
    return get(MAX_VALUE);
  }

  @Override
  Tensor desired(Tensor norms) {
    return clip(norms, 0, maxValue());
  }
}
