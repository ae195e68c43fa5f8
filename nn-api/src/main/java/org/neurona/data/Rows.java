package org.neurona.data;

import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.RowSource;
import org.neurona.Shape;

/**
 * Some rows (first-axis entries) of an array or a file, in some order, not copied until an engine takes them straight
 * into its input buffer.
 */
public final class Rows {
  private final RowSource source;
  private final Shape rowShape;
  private final int[] order;
  private final int from;
  private final int count;
  private Shape shape;

  /**
   * Rows {@code order[from] ... order[from + count - 1]} of the source, or, where {@code order} is null, its rows
   * {@code from ... from + count - 1}. The order is not copied: the caller leaves it alone while the rows are in use.
   */
  public Rows(RowSource source, int[] order, int from, int count) {
    this(source, source.shape().slice(1, source.shape().rank()), order, from, count);
    int available = order == null ? source.shape().dim(0) : order.length;
    if (from < 0 || count < 0 || from > available - count) {
      throw new IndexOutOfBoundsException("Rows " + from + " to " + (from + (long) count) + " of " + available);
    }
  }

  private Rows(RowSource source, Shape rowShape, int[] order, int from, int count) {
    this.source = source;
    this.rowShape = rowShape;
    this.order = order;
    this.from = from;
    this.count = count;
  }

  /** All rows in their order. */
  public static Rows all(RowSource source) {
    return new Rows(source, null, 0, source.shape().dim(0));
  }

  /** How many rows. */
  public int count() {
    return count;
  }

  /** The shape of the rows together: {@code (count, ...)}. */
  public Shape shape() {
    if (shape == null) {
      shape = rowShape.prepend(count);
    }
    return shape;
  }

  /** The shape of one row. */
  public Shape rowShape() {
    return rowShape;
  }

  /** How the elements are stored. */
  public DType dtype() {
    return source.dtype();
  }

  /** What stored bytes are multiplied with when they are read; 1 for every other type. */
  public float scale() {
    return source.scale();
  }

  /**
   * Some of these rows, {@code count} from the {@code first} on, not copied either.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public Rows part(int first, int count) {
    requirePart(first, count);
    return new Rows(source, rowShape, order, from + first, count);
  }

  /**
   * The same rows, each in another shape.
   *
   * @throws IllegalArgumentException if it has another number of elements
   */
  public Rows reshape(Shape rowShape) {
    if (rowShape.size() != this.rowShape.size()) {
      throw new IllegalArgumentException("Can't reshape rows of shape " + this.rowShape + " to " + rowShape);
    }
    return new Rows(source, rowShape, order, from, count);
  }

  /** The rows as an array that stays as it is, whatever becomes of what they are read from. */
  public NDArray toArray() {
    if (order == null && source instanceof NDArray array) {
      return array.slice(from, from + count).reshape(shape().dims());
    }
    RowBuffer copy = new RowBuffer(this, count);
    copy.store(0, this, 0, count);
    return copy.toArray(count);
  }

  /** Copies the rows, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(float[] target, int offset) {
    source.copyRows(order, from, count, target, offset);
  }

  /** Copies {@code part} rows from the {@code first} on, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(int first, int part, float[] target, int offset) {
    requirePart(first, part);
    source.copyRows(order, from + first, part, target, offset);
  }

  /** Copies the rows, one after the other, to {@code target} from {@code offset} on. */
  public void copyTo(double[] target, int offset) {
    source.copyRows(order, from, count, target, offset);
  }

  /** Copies {@code part} rows from the {@code first} on as they are stored, to an array of the dtype's type. */
  void copyStored(int first, int part, Object target, int offset) {
    requirePart(first, part);
    source.copyStored(order, from + first, part, target, offset);
  }

  /** Where the rows are. */
  RowSource source() {
    return source;
  }

  /** The same with a place for each row, as {@link RowSource#scatterStored} takes them. */
  void scatterStored(int first, int part, Object target, int[] places, int firstPlace) {
    requirePart(first, part);
    source.scatterStored(order, from + first, part, target, places, firstPlace);
  }

  private void requirePart(int first, int part) {
    if (first < 0 || part < 0 || first > count - part) {
      throw new IndexOutOfBoundsException("Rows " + first + " to " + (first + (long) part) + " of " + count);
    }
  }
}
