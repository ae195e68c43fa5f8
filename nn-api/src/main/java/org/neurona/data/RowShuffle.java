package org.neurona.data;

import java.util.Arrays;
import java.util.NoSuchElementException;

/** Shuffles rows as they come: each is kept at a place of a buffer until it has been given out. */
final class RowShuffle implements Pass {
  private final Pass source;
  private final ShuffleWindow window;
  private final int batchSize;
  private BatchBuffer buffer;
  private BatchBuffer chunkBuffer;
  private Batch chunk;
  /** How many rows of the chunk are in the buffer. */
  private int used;
  /** Places that hold nothing, and how many places were ever used. */
  private int[] free = new int[0];
  private int freeCount;
  private int places;
  /** The places of the last batch, which are free when the next one is asked for. */
  private final int[] given;
  private int givenCount;

  RowShuffle(Pass source, ShuffleWindow window, int batchSize) {
    this.source = source;
    this.window = window;
    this.batchSize = batchSize;
    this.given = new int[batchSize];
  }

  @Override
  public boolean hasNext() {
    return !window.isEmpty() || hasRow();
  }

  private boolean hasRow() {
    while ((chunk == null || used == chunk.size()) && source.hasNext()) {
      chunk = inMemory(source.next());
      used = 0;
    }
    return chunk != null && used < chunk.size();
  }

  /** Files are read in one piece rather than row by row. */
  private Batch inMemory(Batch read) {
    if (read.isInMemory()) {
      return read;
    }
    chunkBuffer = BatchBuffer.reuse(chunkBuffer, read, read.size());
    chunkBuffer.store(0, read, 0, read.size());
    return chunkBuffer.batch(null, 0, read.size());
  }

  @Override
  public Batch next() {
    if (!hasNext()) {
      throw new NoSuchElementException("All rows have been given out");
    }
    free = Arrays.copyOf(free, Math.max(free.length, freeCount + givenCount));
    System.arraycopy(given, 0, free, freeCount, givenCount);
    freeCount += givenCount;
    while (!window.isFull() && hasRow()) {
      window.add(keepRow());
    }
    givenCount = 0;
    while (givenCount < batchSize && !window.isEmpty()) {
      int drawn = hasRow() ? window.replace(keepRow()) : window.take();
      given[givenCount++] = drawn;
    }
    return buffer.batch(given, 0, givenCount);
  }

  /** Copies the next row to a place that holds nothing. */
  private int keepRow() {
    if (buffer == null) {
      buffer = new BatchBuffer(chunk, batchSize);
    }
    int place = freeCount > 0 ? free[--freeCount] : places++;
    buffer.ensureCapacity(place + 1);
    buffer.store(place, chunk, used++, 1);
    return place;
  }

  @Override
  public void close() {
    source.close();
  }
}
