package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Truncated normal with variance {@code 2 / fan_in} (He et al., 2015). Keras' {@code HeNormal}. */
public final class HeNormal extends RandomInitializer {
  /** An initializer with the model's seed. */
  public HeNormal() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 2, "fan_in", "truncated_normal");
  }
}
