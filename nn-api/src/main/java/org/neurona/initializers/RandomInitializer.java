package org.neurona.initializers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.config.Setting;

/** An initializer that draws each value on its own, with an optional seed. */
public abstract class RandomInitializer extends Initializer {
  private static final Setting<Long> SEED = Setting.seed();

  /** An initializer with these settings and {@code seed}. */
  protected RandomInitializer(List<Setting<?>> settings) {
    super(Setting.joined(settings, List.of(SEED)));
  }

  @Override
  public final Long seed() {
    return get(SEED);
  }

  /** Returns a copy with a seed of its own; by default the model gives one. */
  public RandomInitializer seed(long seed) {
    return with(this, SEED, seed);
  }

  /** What draws one value after the other for a weight of this shape. */
  protected abstract Draw draw(Shape shape);

  /** Draws one value. */
  protected interface Draw {
    /** The next value. */
    double next(RandomGenerator random);
  }

  @Override
  public final double[] values(Shape shape, RandomGenerator random) {
    Draw draw = draw(shape);
    double[] values = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = draw.next(random);
    }
    return values;
  }

  /** Uniform between two numbers. */
  static Draw uniform(double low, double high) {
    return random -> low + (high - low) * random.nextDouble();
  }

  /** Normal, drawn again beyond two standard deviations. */
  static Draw truncatedNormal(double mean, double stddev) {
    return random -> {
      double z = random.nextGaussian();
      while (Math.abs(z) > 2) {
        z = random.nextGaussian();
      }
      return mean + stddev * z;
    };
  }
}
