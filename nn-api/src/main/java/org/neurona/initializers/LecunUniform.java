package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Uniform within {@code sqrt(3 / fan_in)} (LeCun et al., 1998). Keras' {@code LecunUniform}. */
public final class LecunUniform extends RandomInitializer {
  /** An initializer with the model's seed. */
  public LecunUniform() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 1, "fan_in", "uniform");
  }
}
