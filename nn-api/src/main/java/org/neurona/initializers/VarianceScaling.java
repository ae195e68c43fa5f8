package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * Values with variance {@code scale / fan}: scale 1, mode {@code fan_in}, distribution {@code truncated_normal} by
 * default. Keras' {@code VarianceScaling}.
 */
public final class VarianceScaling extends RandomInitializer {
  private static final Setting<Double> SCALE = Setting.positive("scale", 1);
  private static final Setting<String> MODE = Setting.oneOf("mode", "fan_in", "fan_in", "fan_out", "fan_avg");
  private static final Setting<String> DISTRIBUTION = Setting.oneOf("distribution", "truncated_normal", "uniform",
      "truncated_normal", "untruncated_normal");

  /** An initializer with Keras' defaults. */
  public VarianceScaling() {
    super(List.of(SCALE, MODE, DISTRIBUTION));
  }

  /** An initializer with these settings. */
  public VarianceScaling(double scale, String mode, String distribution) {
    this();
    set(SCALE, scale);
    set(MODE, mode);
    set(DISTRIBUTION, distribution);
  }

  /** The variance times the fan; 1 by default. */
  public double scale() {
    return get(SCALE);
  }

  /** {@code fan_in}, the default, {@code fan_out} or {@code fan_avg}. */
  public String mode() {
    return get(MODE);
  }

  /** {@code truncated_normal}, the default, {@code untruncated_normal} or {@code uniform}. */
  public String distribution() {
    return get(DISTRIBUTION);
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, scale(), mode(), distribution());
  }
}
