package org.neurona.data;

import java.util.NoSuchElementException;

/** Shuffles the numbers of rows that are in memory anyway: no row is copied. */
final class IndexShuffle implements Pass {
  private final ArrayDataset arrays;
  private final ShuffleWindow window;
  private final int batchSize;
  private int read;

  IndexShuffle(ArrayDataset arrays, ShuffleWindow window, int batchSize) {
    this.arrays = arrays;
    this.window = window;
    this.batchSize = batchSize;
  }

  @Override
  public boolean hasNext() {
    return read < arrays.size() || !window.isEmpty();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All " + arrays.size() + " rows have been given out");
    }
    while (!window.isFull() && read < arrays.size()) {
      window.add(read++);
    }
    int[] order = new int[batchSize];
    int count = 0;
    while (count < batchSize && !window.isEmpty()) {
      order[count++] = read < arrays.size() ? window.replace(read++) : window.take();
    }
    return arrays.batch(order, 0, count);
  }

  @Override
  public void close() {
    read = arrays.size();
  }
}
