package org.neurona.constraints;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.multiply;

import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Neither shorter than {@code minValue} nor longer than {@code maxValue}, or with a rate below 1 a part of the way
 * there: {@code w (rate clip(norm, minValue, maxValue) + (1 - rate) norm) / (1e-7 + norm)}. Keras'
 * {@code MinMaxNorm}. Defaults: min value 0, max value 1, rate 1, axis 0.
 */
public final class MinMaxNorm extends NormConstraint<MinMaxNorm> {
  private static final Setting<Double> MIN_VALUE = Setting.nonNegative("min_value", 0);
  private static final Setting<Double> MAX_VALUE = Setting.nonNegative("max_value", 1);
  private static final Setting<Double> RATE = Setting.number("rate", 1);

  /** The constraint with Keras' defaults. */
  public MinMaxNorm() {
    super(MIN_VALUE, MAX_VALUE, RATE);
  }

  /** The constraint with a smallest and a largest norm. */
  public MinMaxNorm(double minValue, double maxValue) {
    this();
    set(MIN_VALUE, minValue);
    set(MAX_VALUE, maxValue);
  }

  /** The smallest norm; 0 by default. */
  public double minValue() {
    return get(MIN_VALUE);
  }

  /** The largest norm; 1 by default. */
  public double maxValue() {
    return get(MAX_VALUE);
  }

  /** Which part of the way a step goes; 1 by default. */
  public double rate() {
    return get(RATE);
  }

  /** Returns a copy that goes another part of the way in each step; 1 by default. */
  public MinMaxNorm rate(double rate) {
    return with(this, RATE, rate);
  }

  @Override
  Tensor desired(Tensor norms) {
    Tensor within = clip(norms, minValue(), maxValue());
    return rate() == 1 ? within : add(multiply(within, rate()), multiply(norms, 1 - rate()));
  }
}
