package org.neurona.data;

import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** {@link Dataset#skip}. */
final class SkippedDataset extends Stage {
  private final int count;

  SkippedDataset(Dataset source, int count) {
    super(source, "skip(" + requireCount(count) + ")");
    this.count = count;
  }

  @Override
  public OptionalInt rows() {
    return isBatched() ? OptionalInt.empty() : without(source().rows());
  }

  @Override
  public OptionalInt steps(int batchSize) {
    return isBatched() ? without(source().steps(batchSize)) : stepsOf(rows(), batchSize);
  }

  private OptionalInt without(OptionalInt elements) {
    return elements.isEmpty() ? elements : OptionalInt.of(Math.max(0, elements.getAsInt() - count));
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    Pass rest = new Rest(open(batchSize, random));
    return isBatched() ? rest : new Regrouping(rest, batchSize);
  }

  /** What is left of a pass after the first elements. */
  private final class Rest implements Pass {
    private final Pass source;
    private int left = count;
    private Batch next;

    Rest(Pass source) {
      this.source = source;
    }

    @Override
    public boolean hasNext() {
      while (next == null && source.hasNext()) {
        Batch batch = source.next();
        int skipped = isBatched() ? Math.min(left, 1) : Math.min(left, batch.size());
        left -= skipped;
        if (isBatched() && skipped == 0) {
          next = batch;
        } else if (!isBatched() && skipped < batch.size()) {
          next = batch.part(skipped, batch.size() - skipped);
        }
      }
      return next != null;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All elements have been given out");
      }
      Batch given = next;
      next = null;
      return given;
    }

    @Override
    public void close() {
      source.close();
    }
  }
}
