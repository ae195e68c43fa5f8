package org.neurona.layers;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.initializers.Initializer;

/**
 * The first values of an LSTM's bias: 1 for the forget gate, and what another initializer gives for the other three.
 */
final class ForgetBias extends Initializer {
  private final Initializer others;

  ForgetBias(Initializer others) {
    super(List.of());
    this.others = others;
  }

  @Override
  public Long seed() {
    return others.seed();
  }

  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    int units = shape.size() / 4;
    double[] first = others.values(Shape.of(units), random);
    double[] rest = others.values(Shape.of(2 * units), random);
    double[] values = Arrays.copyOf(first, 4 * units);
    Arrays.fill(values, units, 2 * units, 1);
    System.arraycopy(rest, 0, values, 2 * units, rest.length);
    return values;
  }
}
