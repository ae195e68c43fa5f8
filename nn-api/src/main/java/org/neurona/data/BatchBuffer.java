package org.neurona.data;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Rows of inputs, targets and weights in memory that are written again and again. */
final class BatchBuffer {
  private final List<RowBuffer> x = new ArrayList<>();
  private final List<RowBuffer> y = new ArrayList<>();
  private final RowBuffer sampleWeights;
  private int capacity;

  /** A buffer for rows like those of a batch. */
  BatchBuffer(Batch like, int capacity) {
    like.x().forEach(rows -> x.add(new RowBuffer(rows, capacity)));
    like.y().forEach(rows -> y.add(new RowBuffer(rows, capacity)));
    this.sampleWeights = like.sampleWeights() == null ? null : new RowBuffer(like.sampleWeights(), capacity);
    this.capacity = capacity;
  }

  /** A buffer with nothing in it for rows like those of a batch: the old one where it will do. */
  static BatchBuffer reuse(BatchBuffer old, Batch like, int capacity) {
    if (old == null || !old.takes(like)) {
      return new BatchBuffer(like, capacity);
    }
    old.ensureCapacity(capacity);
    return old;
  }

  /** Whether rows like those of a batch can be stored here. */
  boolean takes(Batch batch) {
    return takes(x, batch.x()) && takes(y, batch.y()) && (sampleWeights == null) == (batch.sampleWeights() == null)
        && (sampleWeights == null || sampleWeights.takes(batch.sampleWeights()));
  }

  private static boolean takes(List<RowBuffer> buffers, List<Rows> rows) {
    if (buffers.size() != rows.size()) {
      return false;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!buffers.get(i).takes(rows.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Makes room for so many rows, and some more; those that are there stay. */
  void ensureCapacity(int rows) {
    if (rows > capacity) {
      int wanted = (int) Math.min(Math.max(rows, 2L * capacity), Math.max(rows, largest()));
      x.forEach(buffer -> buffer.ensureCapacity(wanted));
      y.forEach(buffer -> buffer.ensureCapacity(wanted));
      if (sampleWeights != null) {
        sampleWeights.ensureCapacity(wanted);
      }
      capacity = wanted;
    }
  }

  private int largest() {
    return Stream.concat(x.stream(), y.stream()).mapToInt(RowBuffer::largest).min().orElseThrow();
  }

  /**
   * Copies some rows of a batch here, to row {@code at} and those after it.
   *
   * @throws IllegalArgumentException if they are of another kind than those before
   */
  void store(int at, Batch batch, int first, int count) {
    require(batch);
    for (int i = 0; i < x.size(); i++) {
      x.get(i).store(at, batch.x().get(i), first, count);
    }
    for (int i = 0; i < y.size(); i++) {
      y.get(i).store(at, batch.y().get(i), first, count);
    }
    if (sampleWeights != null) {
      sampleWeights.store(at, batch.sampleWeights(), first, count);
    }
  }

  /** Copies some rows of a batch here, each to a place of its own. */
  void scatter(int[] places, int firstPlace, Batch batch, int first, int count) {
    require(batch);
    for (int i = 0; i < x.size(); i++) {
      x.get(i).scatter(places, firstPlace, batch.x().get(i), first, count);
    }
    for (int i = 0; i < y.size(); i++) {
      y.get(i).scatter(places, firstPlace, batch.y().get(i), first, count);
    }
    if (sampleWeights != null) {
      sampleWeights.scatter(places, firstPlace, batch.sampleWeights(), first, count);
    }
  }

  private void require(Batch batch) {
    if (!takes(batch)) {
      throw new IllegalArgumentException("The batches of the data differ: after " + this + " came " + batch.kind());
    }
  }

  /** Rows that are here, as {@link Rows#Rows} takes them. They change with the buffer. */
  Batch batch(int[] order, int from, int count) {
    return new Batch(x.stream().map(buffer -> new Rows(buffer, order, from, count)).toList(),
        y.stream().map(buffer -> new Rows(buffer, order, from, count)).toList(),
        sampleWeights == null ? null : new Rows(sampleWeights, order, from, count));
  }

  @Override
  public String toString() {
    return batch(null, 0, 0).kind();
  }
}
