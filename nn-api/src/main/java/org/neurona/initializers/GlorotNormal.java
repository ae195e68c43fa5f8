package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Truncated normal with variance {@code 2 / (fan_in + fan_out)} (Glorot and Bengio, 2010). Keras' {@code GlorotNormal}. */
public final class GlorotNormal extends RandomInitializer {
  /** An initializer with the model's seed. */
  public GlorotNormal() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 1, "fan_avg", "truncated_normal");
  }
}
