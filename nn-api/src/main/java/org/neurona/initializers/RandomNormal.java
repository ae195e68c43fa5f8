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

  @Override
  protected Draw draw(Shape shape) {
    double mean = get(MEAN);
    double stddev = get(STDDEV);
    return random -> mean + stddev * random.nextGaussian();
  }
}
