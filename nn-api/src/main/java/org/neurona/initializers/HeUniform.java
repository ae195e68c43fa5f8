package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Uniform within {@code sqrt(6 / fan_in)} (He et al., 2015). Keras' {@code HeUniform}. */
public final class HeUniform extends RandomInitializer {
  /** An initializer with the model's seed. */
  public HeUniform() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 2, "fan_in", "uniform");
  }
}
