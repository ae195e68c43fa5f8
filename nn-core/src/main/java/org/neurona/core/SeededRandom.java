package org.neurona.core;

import java.util.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;

/** Commons Math's WELL19937c generator, in the interface that the API's initializers and data sets take. */
final class SeededRandom implements RandomGenerator {
  private final Well19937c generator;

  /**
   * A generator for one use.
   *
   * @param seed the model's seed
   * @param use tells this use from others with the same seed
   * @param count tells repeated uses apart: an epoch, a weight's number
   */
  SeededRandom(long seed, Use use, long count) {
    generator = new Well19937c(new int[] {(int) seed, (int) (seed >>> 32), use.ordinal(), (int) count,
        (int) (count >>> 32)});
  }

  /** What random numbers are for. */
  enum Use {
    /** The first values of a weight. */
    WEIGHT,
    /** The order of the rows in an epoch. */
    SHUFFLE
  }

  @Override
  public long nextLong() {
    return generator.nextLong();
  }

  @Override
  public int nextInt() {
    return generator.nextInt();
  }

  @Override
  public int nextInt(int bound) {
    return generator.nextInt(bound);
  }

  @Override
  public double nextDouble() {
    return generator.nextDouble();
  }

  @Override
  public double nextGaussian() {
    return generator.nextGaussian();
  }
}
