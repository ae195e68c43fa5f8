package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * Normal, drawn again beyond two standard deviations, around {@code mean} (0) with {@code stddev} (0.05). Keras'
 * {@code TruncatedNormal}.
 */
public final class TruncatedNormal extends RandomInitializer {
  private static final Setting<Double> MEAN = Setting.number("mean", 0);
  private static final Setting<Double> STDDEV = Setting.nonNegative("stddev", 0.05);

  /** An initializer with Keras' defaults. */
  public TruncatedNormal() {
    super(List.of(MEAN, STDDEV));
  }

  /** An initializer with this mean and standard deviation. */
  public TruncatedNormal(double mean, double stddev) {
    this();
    set(MEAN, mean);
    set(STDDEV, stddev);
  }

  /** The mean; 0 by default. */
  public double mean() {
    return get(MEAN);
  }

  /** The standard deviation before the cut; 0.05 by default. */
  public double stddev() {
    return get(STDDEV);
  }

  @Override
  protected Draw draw(Shape shape) {
    double mean = mean();
    double stddev = stddev();
    return truncatedNormal(mean, stddev);
  }
}
