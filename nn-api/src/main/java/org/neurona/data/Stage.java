package org.neurona.data;

import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** A step of a pipeline. */
abstract class Stage extends DatasetView {
  private final String step;

  /**
   * A step.
   *
   * @param source what comes before
   * @param step how the user wrote it
   */
  Stage(Dataset source, String step) {
    super(source);
    this.step = step;
  }

  @Override
  public boolean hasOwnOrder() {
    return true;
  }

  @Override
  public abstract Pass batches(int batchSize, RandomGenerator random);

  /** A pass over what comes before; arrays and files have no other order than their own within a pipeline. */
  final Pass open(int batchSize, RandomGenerator random) {
    return open(source(), batchSize, random);
  }

  static Pass open(Dataset data, int batchSize, RandomGenerator random) {
    return Pass.over(data.batches(batchSize, data.hasOwnOrder() ? random : null));
  }

  /**
   * Random numbers for one part of a pipeline, so that no other part depends on how many it takes, or when. Where the
   * whole has none, nothing is random but what has a seed of its own.
   */
  static RandomGenerator split(RandomGenerator random) {
    return random == null ? null : new SplittableRandom(random.nextLong());
  }

  /** How many batches rows make. */
  static OptionalInt stepsOf(OptionalInt rows, int batchSize) {
    return rows.isEmpty() ? rows : OptionalInt.of((int) (((long) rows.getAsInt() + batchSize - 1) / batchSize));
  }

  static int requirePositive(String argument, int value) {
    if (value <= 0) {
      throw new IllegalArgumentException("`" + argument + "` must be a positive integer, got " + value);
    }
    return value;
  }

  static int requireCount(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("`count` must not be negative, got " + count);
    }
    return count;
  }

  /** Fails unless both come in batches, or both in rows. */
  static void requireSameElements(String call, Dataset one, Dataset other) {
    if (one.isBatched() != other.isBatched()) {
      throw new IllegalArgumentException(call + ": " + one + " comes in " + elements(one) + ", but " + other
          + " in " + elements(other));
    }
  }

  private static String elements(Dataset data) {
    return data.isBatched() ? "batches" : "rows";
  }

  @Override
  public String toString() {
    return source() + "." + step;
  }
}
