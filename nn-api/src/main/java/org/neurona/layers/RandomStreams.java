package org.neurona.layers;

/** Tells the random numbers of the layers in one formula apart: each application of one takes the next block. */
public final class RandomStreams {
  /** Random streams of one application; more than any layer uses. */
  private static final long STREAMS = 1L << 20;

  private long blocks;

  /** Numbers that begin anew. */
  public RandomStreams() {}

  /** The first stream of the next application. */
  long next() {
    return blocks++ * STREAMS;
  }
}
