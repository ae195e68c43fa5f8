package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Uniform within {@code sqrt(6 / (fan_in + fan_out))} (Glorot and Bengio, 2010). Keras' {@code GlorotUniform}. */
public final class GlorotUniform extends RandomInitializer {
  /** An initializer with the model's seed. */
  public GlorotUniform() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 1, "fan_avg", "uniform");
  }
}
