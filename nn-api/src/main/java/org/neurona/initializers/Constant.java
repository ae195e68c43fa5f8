package org.neurona.initializers;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.config.Setting;

/** The same number everywhere. Keras' {@code Constant}. */
public final class Constant extends Initializer {
  private static final Setting<Double> VALUE = Setting.number("value", 0);

  /** An initializer with this number. */
  public Constant(double value) {
    super(List.of(VALUE));
    set(VALUE, value);
  }

  /** The number. */
  public double value() {
    return get(VALUE);
  }

  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    double[] values = new double[shape.size()];
    Arrays.fill(values, value());
    return values;
  }
}
