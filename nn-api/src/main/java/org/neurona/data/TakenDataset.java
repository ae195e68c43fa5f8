package org.neurona.data;

import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** {@link Dataset#take}. */
final class TakenDataset extends Stage {
  private final int count;

  TakenDataset(Dataset source, int count) {
    super(source, "take(" + requireCount(count) + ")");
    this.count = count;
  }

  @Override
  public boolean isEndless() {
    return false;
  }

  @Override
  public OptionalInt rows() {
    return isBatched() ? OptionalInt.empty() : atMost(source().rows());
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return isBatched() ? atMost(source().steps(batchSize)) : stepsOf(rows(), batchSize);
  }

  private OptionalInt atMost(OptionalInt elements) {
    if (source().isEndless()) {
      return OptionalInt.of(count);
    }
    return elements.isEmpty() ? elements : OptionalInt.of(Math.min(count, elements.getAsInt()));
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    Pass source = open(batchSize, random);
    return new Pass() {
      private int left = count;

      @Override
      public boolean hasNext() {
        return left > 0 && source.hasNext();
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("All " + count + " elements have been given out");
        }
        Batch batch = source.next();
        int taken = isBatched() ? 1 : Math.min(left, batch.size());
        left -= taken;
        return isBatched() ? batch : batch.part(0, taken);
      }

      @Override
      public void close() {
        source.close();
      }
    };
  }
}
