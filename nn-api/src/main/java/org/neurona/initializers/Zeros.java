package org.neurona.initializers;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;

/** 0 everywhere. Keras' {@code Zeros}. */
public final class Zeros extends Initializer {
  /** The initializer. */
  public Zeros() {
    super(List.of());
  }

  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    double[] values = new double[shape.size()];
    Arrays.fill(values, 0);
    return values;
  }
}
