package org.neurona.data;

import java.util.NoSuchElementException;

/** The rows of a pass in batches of another size; the last may have fewer. Copied only where batches overlap. */
final class Regrouping implements Pass {
  private final Pass source;
  private final int size;
  private Batch current;
  /** How many rows of it have been given out. */
  private int used;
  private BatchBuffer buffer;

  Regrouping(Pass source, int size) {
    this.source = source;
    this.size = size;
  }

  @Override
  public boolean hasNext() {
    while ((current == null || used == current.size()) && source.hasNext()) {
      current = source.next();
      used = 0;
    }
    return current != null && used < current.size();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All rows have been given out");
    }
    int count = Math.min(size, current.size() - used);
    if (count == size) {
      used += size;
      return current.part(used - size, size);
    }
    buffer = BatchBuffer.reuse(buffer, current, size);
    int stored = 0;
    while (stored < size && hasNext()) {
      count = Math.min(size - stored, current.size() - used);
      buffer.store(stored, current, used, count);
      stored += count;
      used += count;
    }
    return buffer.batch(null, 0, stored);
  }

  @Override
  public void close() {
    source.close();
  }
}
