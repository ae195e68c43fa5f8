package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * In training adds random numbers of a normal distribution with mean 0, other ones in each step; at inference changes
 * nothing. Keras' {@code GaussianNoise}. Input and output have the same shape.
 */
public final class GaussianNoise extends Layer {
  private static final Setting<Double> STDDEV = Setting.required("stddev", "a finite number >= 0",
      value -> value != null && value >= 0 && Double.isFinite(value), Setting.number("stddev", 0).codec());
  private static final Setting<Long> SEED = Setting.seed();

  /**
   * A layer.
   *
   * @param stddev the standard deviation of what is added
   * @throws IllegalArgumentException if it is negative
   */
  public GaussianNoise(double stddev) {
    super(List.of(STDDEV, SEED));
    set(STDDEV, stddev);
  }

  /** The standard deviation of what is added. */
  public double stddev() {
    return get(STDDEV);
  }

  /** The seed that the noise is a function of, or null, the default, for the model's. */
  public Long seed() {
    return get(SEED);
  }

  /** Returns a copy with a seed of its own, for noise that does not depend on the model's seed. */
  public GaussianNoise seed(long seed) {
    return with(this, SEED, seed);
  }

  @Override
  public GaussianNoise name(String name) {
    return (GaussianNoise) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return call.training() && stddev() > 0 ? add(x, multiply(call.randomNormal(x.shape(), seed()), stddev())) : x;
  }
}
