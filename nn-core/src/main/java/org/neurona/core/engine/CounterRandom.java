package org.neurona.core.engine;

/**
 * Random numbers as a function of a key and an index, so that any part of an array can be filled on any thread with the
 * same result: the output function of SplitMix64 (Steele, Lea and Flood, 2014) of the index under the key.
 */
public final class CounterRandom {
  private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
  private static final float UNIT = 0x1p-24f;

  private CounterRandom() {}

  /** The key of one array of numbers: of a model's seed, a stream in the model and a step. */
  public static long key(long seed, long stream, long step) {
    return mix(mix(mix(seed + GOLDEN_GAMMA) ^ stream) + step * GOLDEN_GAMMA);
  }

  /** The number at an index: one of the 2^24 multiples of 2^-24 in {@code [0, 1)}. */
  public static float uniform(long key, long index) {
    return (mix(key + index * GOLDEN_GAMMA) >>> 40) * UNIT;
  }

  private static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
