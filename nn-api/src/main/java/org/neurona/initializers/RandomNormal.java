package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;

/** Normal around {@code mean} (0) with {@code stddev} (0.05). Keras' {@code RandomNormal}. */
public final class RandomNormal extends RandomInitializer {
  private static final Setting<Double> MEAN = Setting.number("mean", 0);
  private static final Setting<Double> STDDEV = Setting.nonNegative("stddev", 0.05);

  /** An initializer with Keras' defaults. */
  public RandomNormal() {
    super(List.of(MEAN, STDDEV));
  }

  /** An initializer with this mean and standard deviation. */
  public RandomNormal(double mean, double stddev) {
    this();
    set(MEAN, mean);
    set(STDDEV, stddev);
  }

  /** The mean; 0 by default. */
  public double mean() {
    return get(MEAN);
  }

  /** The standard deviation; 0.05 by default. */
  public double stddev() {
    return get(STDDEV);
  }

  @Override
  protected Draw draw(Shape shape) {
    double mean = mean();
    double stddev = stddev();
    return random -> mean + stddev * random.nextGaussian();
  }
}
