package org.neurona.data;

import java.util.Arrays;
import java.util.NoSuchElementException;

/** Shuffles rows as they come: each is kept at a place of a buffer until it has been given out. */
final class RowShuffle implements Pass {
  private final Pass source;
  private final ShuffleWindow window;
  private final int batchSize;
  private BatchBuffer buffer;
  private Batch chunk;
  /** How many rows of the chunk are in the buffer. */
  private int used;
  /** Places that hold nothing, and how many places were ever used. */
  private int[] free = new int[0];
  private int freeCount;
  private int places;
  /** The places of rows that were read for the next batch. */
  private final int[] read;
  /** The places of the last batch, which are free when the next one is asked for. */
  private final int[] given;
  private int givenCount;

  RowShuffle(Pass source, ShuffleWindow window, int batchSize) {
    this.source = source;
    this.window = window;
    this.batchSize = batchSize;
    this.read = new int[batchSize];
    this.given = new int[batchSize];
  }

  @Override
  public boolean hasNext() {
    return !window.isEmpty() || hasRow();
  }

  private boolean hasRow() {
    while ((chunk == null || used == chunk.size()) && source.hasNext()) {
      chunk = source.next();
      used = 0;
    }
    return chunk != null && used < chunk.size();
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All rows have been given out");
    }
    free = Arrays.copyOf(free, Math.max(free.length, freeCount + givenCount));
    System.arraycopy(given, 0, free, freeCount, givenCount);
    freeCount += givenCount;
    for (int count = -1; count != 0 && !window.isFull();) {
      count = readRows(Math.min(batchSize, window.room()));
      for (int i = 0; i < count; i++) {
        window.add(read[i]);
      }
    }
    int count = readRows(batchSize);
    givenCount = 0;
    while (givenCount < batchSize && !window.isEmpty()) {
      int drawn = givenCount < count ? window.replace(read[givenCount]) : window.take();
      given[givenCount++] = drawn;
    }
    return buffer.batch(given, 0, givenCount);
  }

  /** Copies the next rows to places that hold nothing; returns how many there were. */
  private int readRows(int wanted) {
    int count = 0;
    while (count < wanted && hasRow()) {
      int part = Math.min(wanted - count, chunk.size() - used);
      for (int i = 0; i < part; i++) {
        read[count + i] = freeCount > 0 ? free[--freeCount] : places++;
      }
      if (buffer == null) {
        buffer = new BatchBuffer(chunk, batchSize);
      }
      buffer.ensureCapacity(places);
      buffer.scatter(read, count, chunk, used, part);
      used += part;
      count += part;
    }
    return count;
  }

  @Override
  public void close() {
    source.close();
  }
}
