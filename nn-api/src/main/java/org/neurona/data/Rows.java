package org.neurona.data;

import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * Some rows (first-axis entries) of an array, in some order, not copied until an engine takes them straight into its
 * input buffer.
 */
public final class Rows {
  private final NDArray source;
  private final int[] order;
  private final int from;
  private final int count;

  /**
   * Rows {@code order[from] ... order[from + count - 1]} of the source, or, where {@code order} is null, its rows
   * {@code from ... from + count - 1}. The order is not copied: the caller leaves it alone while the rows are in use.
   */
  public Rows(NDArray source, int[] order, int from, int count) {
    int available = order == null ? source.shape().dim(0) : order.length;
    if (from < 0 || count < 0 || from > available - count) {
      throw new IndexOutOfBoundsException("Rows " + from + " to " + (from + (long) count) + " of " + available);
    }
    this.source = source;
    this.order = order;
    this.from = from;
    this.count = count;
  }

  /** All rows of the array in their order. */
  public static Rows all(NDArray source) {
    return new Rows(source, null, 0, source.shape().dim(0));
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** The shape of the rows together: {@code (count, ...)}. */
  public Shape shape() {
    return source.shape().withDim(0, count);
  }

  /** Copies the rows, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(float[] target, int offset) {
    source.copyRows(order, from, count, target, offset);
  }

  /** Copies {@code part} rows from the {@code first} on, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(int first, int part, float[] target, int offset) {
    if (first < 0 || part < 0 || first > count - part) {
      throw new IndexOutOfBoundsException("Rows " + first + " to " + (first + (long) part) + " of " + count);
    }
    source.copyRows(order, from + first, part, target, offset);
  }

  /** Copies the rows, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(double[] target, int offset) {
    source.copyRows(order, from, count, target, offset);
  }
}
