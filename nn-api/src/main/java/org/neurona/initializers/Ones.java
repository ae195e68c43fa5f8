package org.neurona.initializers;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;

/** 1 everywhere. Keras' {@code Ones}. */
public final class Ones extends Initializer {
  /** The initializer. */
  public Ones() {
    super(List.of());
  }

  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    double[] values = new double[shape.size()];
    Arrays.fill(values, 1);
    return values;
  }
}
