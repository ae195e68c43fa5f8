package org.neurona.data;

import java.util.random.RandomGenerator;

/** {@link Dataset#prefetch}. */
final class PrefetchedDataset extends Stage {
  private final int ahead;

  PrefetchedDataset(Dataset source, int ahead) {
    super(source, "prefetch(" + requirePositive("bufferSize", ahead) + ")");
    this.ahead = ahead;
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    // Begun here, for that is when the steps before draw their random numbers: the same as without this step.
    return new Prefetch(open(batchSize, random), ahead);
  }
}
