package org.neurona.initializers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;

/** Gives a weight its first values. */
public abstract class Initializer extends Configurable {
  /** An initializer with these settings. */
  protected Initializer(List<Setting<?>> settings) {
    super(settings);
  }

  /**
   * The first values of a weight, in row-major order.
   *
   * @param shape the weight's shape; a kernel has its inputs on the last axis but one and its outputs on the last
   * @param random the source of random numbers, seeded by the model or by the initializer's own seed
   */
  public abstract double[] values(Shape shape, RandomGenerator random);

  /** The initializer's own seed; null to take the model's. */
  public Long seed() {
    return null;
  }
}
