package org.neurona.data;

import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** {@link Dataset#shuffle}. */
final class ShuffledDataset extends Stage {
  /** How many rows are read at a time. */
  private static final int CHUNK = 256;

  private final int bufferSize;
  private final long seed;
  private final boolean reshuffle;

  ShuffledDataset(Dataset source, int bufferSize, long seed, boolean reshuffle) {
    super(source, "shuffle(" + requirePositive("bufferSize", bufferSize) + (seed == 0 && reshuffle ? "" : ", " + seed)
        + (reshuffle ? "" : ", false") + ")");
    this.bufferSize = bufferSize;
    this.seed = seed;
    this.reshuffle = reshuffle;
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    requirePositive("batchSize", batchSize);
    RandomGenerator own = new SplittableRandom(reshuffle && random != null ? seed ^ random.nextLong() : seed);
    ShuffleWindow window = new ShuffleWindow(bufferSize, own);
    if (source() instanceof ArrayDataset arrays) {
      return new IndexShuffle(arrays, window, batchSize);
    }
    return isBatched() ? new BatchShuffle(open(batchSize, split(random)), window)
        : new RowShuffle(open(Math.min(bufferSize, CHUNK), split(random)), window, batchSize);
  }
}
