package org.neurona.data;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.neurona.NDArray;
import org.neurona.Shape;

/** Arrays in memory as a {@link Dataset}: inputs, targets and, where wanted, a weight for each row. Immutable. */
public final class ArrayDataset implements Dataset {
  private final List<NDArray> xs;
  private final List<NDArray> ys;
  private final NDArray sampleWeights;
  private final int size;

  /**
   * A data set of arrays with the same number of rows (first-axis entries).
   *
   * @param x one array for each input of the model
   * @param y one array for each output of the model; empty where there are no targets
   * @param sampleWeights a rank-1 array with the weight of each row, or null where every row counts the same
   * @throws IllegalArgumentException if {@code x} is empty, an array is a scalar or the numbers of rows differ
   */
  public ArrayDataset(List<NDArray> x, List<NDArray> y, NDArray sampleWeights) {
    this.xs = List.copyOf(x);
    this.ys = List.copyOf(y);
    this.sampleWeights = sampleWeights;
    if (xs.isEmpty()) {
      throw new IllegalArgumentException("A data set needs at least one input array");
    }
    requireRows("x", xs);
    requireRows("y", ys);
    if (sampleWeights != null && sampleWeights.shape().rank() != 1) {
      throw new IllegalArgumentException(
          "`sampleWeights` must have one value for each row, got shape " + sampleWeights.shape());
    }
    this.size = xs.get(0).shape().dim(0);
    requireSameCardinality();
  }

  private static void requireRows(String argument, List<NDArray> arrays) {
    for (NDArray array : arrays) {
      if (array.shape().rank() == 0) {
        throw new IllegalArgumentException(
            "`" + argument + "` must have rows (a first axis), got the scalar " + array);
      }
    }
  }

  private void requireSameCardinality() {
    List<NDArray> all = new ArrayList<>(xs);
    all.addAll(ys);
    if (sampleWeights != null) {
      all.add(sampleWeights);
    }
    for (NDArray array : all) {
      if (array.shape().dim(0) != size) {
        // Keras' phrase, for which users search.
        throw new IllegalArgumentException("Data cardinality is ambiguous. "
            + "Make sure all arrays contain the same number of samples." + sizes("x", xs)
            + (ys.isEmpty() ? "" : "\n" + sizes("y", ys))
            + (sampleWeights == null ? "" : "\n" + sizes("sample_weight", List.of(sampleWeights))));
      }
    }
  }

  private static String sizes(String label, List<NDArray> arrays) {
    return "'" + label + "' sizes: "
        + arrays.stream().map(array -> Integer.toString(array.shape().dim(0))).collect(Collectors.joining(", "));
  }

  /** The first input. */
  public NDArray x() {
    return xs.get(0);
  }

  /**
   * The first target.
   *
   * @throws IllegalStateException if there is none
   */
  public NDArray y() {
    if (ys.isEmpty()) {
      throw new IllegalStateException("This data set has no targets");
    }
    return ys.get(0);
  }

  /** All inputs, unmodifiable. */
  public List<NDArray> xs() {
    return xs;
  }

  /** All targets, unmodifiable; empty if there are none. */
  public List<NDArray> ys() {
    return ys;
  }

  /** The weight of each row, where they differ. */
  public Optional<NDArray> sampleWeights() {
    return Optional.ofNullable(sampleWeights);
  }

  /** The number of rows. */
  public int size() {
    return size;
  }

  @Override
  public OptionalInt rows() {
    return OptionalInt.of(size);
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive) as a data set that shares the arrays.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public ArrayDataset slice(int from, int to) {
    return new ArrayDataset(
        xs.stream().map(array -> array.slice(from, to)).toList(),
        ys.stream().map(array -> array.slice(from, to)).toList(),
        sampleWeights == null ? null : sampleWeights.slice(from, to));
  }

  /**
   * These rows in this order as a data set of their own, copied.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public ArrayDataset gather(int... rows) {
    return new ArrayDataset(
        xs.stream().map(array -> array.take(rows)).toList(),
        ys.stream().map(array -> array.take(rows)).toList(),
        sampleWeights == null ? null : sampleWeights.take(rows));
  }

  /** The first rows, or all where there are fewer, as a data set that shares the arrays. */
  @Override
  public ArrayDataset take(int count) {
    return slice(0, Math.min(Stage.requireCount(count), size));
  }

  /** All but the first rows as a data set that shares the arrays. */
  @Override
  public ArrayDataset skip(int count) {
    return slice(Math.min(Stage.requireCount(count), size), size);
  }

  @Override
  public List<Shape> inputShapes() {
    return xs.stream().map(array -> array.shape().slice(1, array.shape().rank())).toList();
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException if {@code batchSize} is not positive
   */
  @Override
  public Iterator<Batch> batches(int batchSize, RandomGenerator shuffle) {
    if (batchSize <= 0) {
      throw new IllegalArgumentException("`batchSize` must be a positive integer, got " + batchSize);
    }
    int[] order = shuffle == null ? null : RowOrder.shuffled(size, shuffle);
    return new Iterator<>() {
      private int next;

      @Override
      public boolean hasNext() {
        return next < size;
      }

      @Override
      public Batch next() {
        if (!hasNext()) {
          throw new NoSuchElementException("All " + size + " rows have been given out");
        }
        int from = next;
        int count = Math.min(batchSize, size - from);
        next += count;
        return batch(order, from, count);
      }
    };
  }

  /** Rows as a batch, as {@link Rows#Rows} takes them. */
  Batch batch(int[] order, int from, int count) {
    return new Batch(rows(xs, order, from, count), rows(ys, order, from, count),
        sampleWeights == null ? null : new Rows(sampleWeights, order, from, count));
  }

  private static List<Rows> rows(List<NDArray> arrays, int[] order, int from, int count) {
    List<Rows> rows = new ArrayList<>(arrays.size());
    for (NDArray array : arrays) {
      rows.add(new Rows(array, order, from, count));
    }
    return rows;
  }

  /** The shapes, as {@code ArrayDataset[x=(60000, 28, 28), y=(60000,)]}. */
  @Override
  public String toString() {
    return "ArrayDataset[x=" + shapes(xs) + (ys.isEmpty() ? "" : ", y=" + shapes(ys))
        + (sampleWeights == null ? "" : ", sampleWeights=" + sampleWeights.shape()) + "]";
  }

  private static String shapes(List<NDArray> arrays) {
    return arrays.stream().map(array -> array.shape().toString()).collect(Collectors.joining(", "));
  }
}
