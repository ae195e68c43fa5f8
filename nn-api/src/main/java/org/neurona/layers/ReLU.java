package org.neurona.layers;

import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.minimum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.relu;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The rectified linear unit as a layer. Keras' {@code ReLU}. Input and output have the same shape.
 *
 * <pre>{@code
 * negativeSlope (x - threshold)   for x <= threshold
 * x                               above it
 * maxValue                        where x is above that
 * }</pre>
 *
 * <p>By default {@code max(x, 0)}: no largest value, slope 0, threshold 0.
 */
public final class ReLU extends Layer {
  private static final Setting<Double> MAX_VALUE = Setting.of("max_value", "a number >= 0 or null",
      value -> value == null || value >= 0, Setting.number("max_value", 0).codec(), null);
  private static final Setting<Double> NEGATIVE_SLOPE = Setting.nonNegative("negative_slope", 0);
  private static final Setting<Double> THRESHOLD = Setting.nonNegative("threshold", 0);

  /** The layer {@code max(x, 0)}. */
  public ReLU() {
    super(List.of(MAX_VALUE, NEGATIVE_SLOPE, THRESHOLD));
  }

  /** The largest output, or null, the default, for none. */
  public Double maxValue() {
    return get(MAX_VALUE);
  }

  /** Returns a copy with a largest output; null for none. */
  public ReLU maxValue(Double maxValue) {
    return with(this, MAX_VALUE, maxValue);
  }

  /** Returns a copy with a largest output. */
  public ReLU maxValue(double maxValue) {
    return maxValue(Double.valueOf(maxValue));
  }

  /** The slope below the threshold; 0 by default. */
  public double negativeSlope() {
    return get(NEGATIVE_SLOPE);
  }

  /** Returns a copy with another slope below the threshold. */
  public ReLU negativeSlope(double negativeSlope) {
    return with(this, NEGATIVE_SLOPE, negativeSlope);
  }

  /** Where the function begins to rise; 0 by default. */
  public double threshold() {
    return get(THRESHOLD);
  }

  /** Returns a copy that begins to rise elsewhere. */
  public ReLU threshold(double threshold) {
    return with(this, THRESHOLD, threshold);
  }

  @Override
  public ReLU name(String name) {
    return (ReLU) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Tensor positive = threshold() == 0 ? relu(x) : multiply(x, greater(x, threshold()));
    Tensor limited = maxValue() == null ? positive : minimum(positive, maxValue());
    return negativeSlope() == 0 ? limited
        : subtract(limited, multiply(relu(subtract(threshold(), x)), negativeSlope()));
  }
}
