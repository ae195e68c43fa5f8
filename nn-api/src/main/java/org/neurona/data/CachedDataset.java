package org.neurona.data;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** {@link Dataset#cache}. */
final class CachedDataset extends Stage {
  /** How many rows are read at a time. */
  private static final int CHUNK = 256;

  /** Batches of rows where the elements are batches, else one batch of all rows; null before. */
  private List<Batch> kept;

  CachedDataset(Dataset source) {
    super(source, "cache()");
    if (source.isEndless()) {
      throw new IllegalArgumentException("cache: " + source + " never ends, so that it can't be kept in memory");
    }
  }

  /** A pass over what is kept: the same in each epoch, whichever it is read in, so that a backup can go on. */
  @Override
  public synchronized Pass batches(int batchSize, RandomGenerator random) {
    if (kept == null) {
      try (Pass pass = open(CHUNK, null)) {
        kept = isBatched() ? batches(pass) : rows(pass);
      }
    }
    Pass all = Pass.over(kept.iterator());
    return isBatched() ? all : new Regrouping(all, batchSize);
  }

  private static List<Batch> batches(Pass pass) {
    List<Batch> batches = new ArrayList<>();
    while (pass.hasNext()) {
      batches.add(pass.next().kept());
    }
    return batches;
  }

  private static List<Batch> rows(Pass pass) {
    BatchBuffer buffer = null;
    int rows = 0;
    while (pass.hasNext()) {
      Batch chunk = pass.next();
      buffer = buffer == null ? new BatchBuffer(chunk, chunk.size()) : buffer;
      buffer.ensureCapacity(rows + chunk.size());
      buffer.store(rows, chunk, 0, chunk.size());
      rows += chunk.size();
    }
    return buffer == null ? List.of() : List.of(buffer.batch(null, 0, rows));
  }
}
