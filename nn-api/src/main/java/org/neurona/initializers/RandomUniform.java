package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;

/** Uniform between {@code minval} (-0.05) and {@code maxval} (0.05). Keras' {@code RandomUniform}. */
public final class RandomUniform extends RandomInitializer {
  private static final Setting<Double> MINVAL = Setting.number("minval", -0.05);
  private static final Setting<Double> MAXVAL = Setting.number("maxval", 0.05);

  /** An initializer with Keras' defaults. */
  public RandomUniform() {
    super(List.of(MINVAL, MAXVAL));
  }

  /** An initializer between two numbers. */
  public RandomUniform(double minval, double maxval) {
    this();
    set(MINVAL, minval);
    set(MAXVAL, maxval);
  }

  /** The lower bound; -0.05 by default. */
  public double minval() {
    return get(MINVAL);
  }

  /** The upper bound; 0.05 by default. */
  public double maxval() {
    return get(MAXVAL);
  }

  @Override
  protected Draw draw(Shape shape) {
    return uniform(minval(), maxval());
  }
}
