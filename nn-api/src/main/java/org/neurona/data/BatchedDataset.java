package org.neurona.data;

import java.util.NoSuchElementException;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** {@link Dataset#batch}. */
final class BatchedDataset extends Stage {
  private final int size;
  private final boolean dropRemainder;

  BatchedDataset(Dataset source, int size, boolean dropRemainder) {
    super(source, "batch(" + requirePositive("batchSize", size) + (dropRemainder ? ", true" : "") + ")");
    if (source.isBatched()) {
      throw new IllegalArgumentException("batch: " + source + " comes in batches already");
    }
    this.size = size;
    this.dropRemainder = dropRemainder;
  }

  @Override
  public boolean isBatched() {
    return true;
  }

  @Override
  public OptionalInt rows() {
    OptionalInt rows = source().rows();
    return rows.isEmpty() || !dropRemainder ? rows : OptionalInt.of(rows.getAsInt() / size * size);
  }

  @Override
  public OptionalInt steps(int batchSize) {
    OptionalInt rows = source().rows();
    return dropRemainder && rows.isPresent() ? OptionalInt.of(rows.getAsInt() / size) : source().steps(size);
  }

  @Override
  public Pass batches(int batchSize, RandomGenerator random) {
    Pass pass = open(size, random);
    return dropRemainder ? new Whole(pass, size) : pass;
  }

  /** The batches up to the first that has fewer rows. */
  private static final class Whole implements Pass {
    private final Pass source;
    private final int size;
    private Batch next;

    Whole(Pass source, int size) {
      this.source = source;
      this.size = size;
    }

    @Override
    public boolean hasNext() {
      if (next == null && source.hasNext()) {
        next = source.next();
      }
      return next != null && next.size() == size;
    }

    @Override
    public Batch next() {
      if (!hasNext()) {
        throw new NoSuchElementException("All whole batches have been given out");
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
