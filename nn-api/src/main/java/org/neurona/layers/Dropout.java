package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training sets a part of the input, chosen anew in each step, to 0 and scales the rest by {@code 1 / (1 - rate)};
 * at inference changes nothing (Srivastava et al., 2014). Keras' {@code Dropout}. Input and output have the same shape.
 */
public final class Dropout extends Layer {
  private static final Setting<Double> RATE = Setting.required("rate", "a float value between 0 and 1",
      value -> value != null && value >= 0 && value <= 1, Setting.number("rate", 0).codec());

  /**
   * A layer.
   *
   * @param rate the part that is set to 0
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public Dropout(double rate) {
    super(List.of(RATE));
    set(RATE, rate);
  }

  /** The part that is set to 0. */
  public double rate() {
    return get(RATE);
  }

  @Override
  public Dropout name(String name) {
    return (Dropout) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    if (!call.training() || rate() == 0) {
      return x;
    }
    if (rate() == 1) {
      return multiply(x, 0);
    }
    Tensor kept = greaterEqual(call.randomUniform(x.shape()), constant(rate()));
    return multiply(x, multiply(kept, 1 / (1 - rate())));
  }
}
