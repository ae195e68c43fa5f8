package org.neurona.layers;

import java.util.HashMap;
import java.util.Map;

/**
 * Tells the random numbers of the layers in one formula apart: each application of one takes the next block. Those of a
 * layer with a seed of its own are counted by themselves, so that they depend on nothing but the seed.
 */
public final class RandomStreams {
  /** Random streams of one application; more than any layer uses. */
  private static final long STREAMS = 1L << 20;

  private final Map<String, Long> seeded = new HashMap<>();
  private long blocks;

  /** Numbers that begin anew. */
  public RandomStreams() {}

  /** The first stream of the next application. */
  long next() {
    return blocks++ * STREAMS;
  }

  /** The next stream of a layer with a seed, by its path in the model. */
  long nextOf(String path) {
    return seeded.merge(path, 1L, Long::sum) - 1;
  }
}
