package org.neurona.layers;

import java.util.List;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code x}, or {@code negativeSlope x} below 0, as a layer. Keras' {@code LeakyReLU}; the slope is 0.3 by default,
 * unlike the activation {@code "leaky_relu"}, which has 0.2. Input and output have the same shape.
 */
public final class LeakyReLU extends Layer {
  private static final Setting<Double> NEGATIVE_SLOPE = Setting.nonNegative("negative_slope", 0.3);

  /** The layer with slope 0.3. */
  public LeakyReLU() {
    super(List.of(NEGATIVE_SLOPE));
  }

  /**
   * The layer with this slope.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public LeakyReLU(double negativeSlope) {
    this();
    set(NEGATIVE_SLOPE, negativeSlope);
  }

  /** The slope below 0. */
  public double negativeSlope() {
    return get(NEGATIVE_SLOPE);
  }

  @Override
  public LeakyReLU name(String name) {
    return (LeakyReLU) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return Activations.leakyRelu(x, negativeSlope());
  }
}
