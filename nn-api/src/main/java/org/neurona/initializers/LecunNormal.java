package org.neurona.initializers;

import java.util.List;
import org.neurona.Shape;

/** Truncated normal with variance {@code 1 / fan_in} (LeCun et al., 1998). Keras' {@code LecunNormal}. */
public final class LecunNormal extends RandomInitializer {
  /** An initializer with the model's seed. */
  public LecunNormal() {
    super(List.of());
  }

  @Override
  protected Draw draw(Shape shape) {
    return FanScaling.draw(shape, 1, "fan_in", "truncated_normal");
  }
}
