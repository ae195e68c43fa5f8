package org.neurona.data;

import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.RowSource;
import org.neurona.Shape;

/** Rows of one kind in memory that are written again and again; it grows where need be. Its array is never shown. */
final class RowBuffer implements RowSource {
  private final DType dtype;
  private final float scale;
  private final Shape rowShape;
  private final int width;
  private Object stored;
  private NDArray view;

  /**
   * A buffer for rows like others.
   *
   * @throws IllegalArgumentException if so many are more than an array can have
   */
  RowBuffer(Rows like, int capacity) {
    this.dtype = like.dtype();
    this.scale = like.scale();
    this.rowShape = like.rowShape();
    this.width = rowShape.size();
    allocate(capacity);
  }

  private void allocate(int capacity) {
    if (capacity > largest()) {
      throw new IllegalArgumentException(capacity + " rows of shape " + rowShape + " are more than an array can have");
    }
    int size = capacity * width;
    Shape shape = rowShape.prepend(capacity);
    switch (dtype) {
      case FLOAT32 -> {
        float[] values = new float[size];
        stored = values;
        view = NDArray.wrap(shape, values);
      }
      case FLOAT64 -> {
        double[] values = new double[size];
        stored = values;
        view = NDArray.wrap(shape, values);
      }
      case INT32 -> {
        int[] values = new int[size];
        stored = values;
        view = NDArray.wrap(shape, values);
      }
      case UINT8 -> {
        byte[] values = new byte[size];
        stored = values;
        view = NDArray.wrapBytes(shape, values, scale);
      }
    }
  }

  /** Makes room for so many rows; those that are there stay. */
  void ensureCapacity(int capacity) {
    int old = view.shape().dim(0);
    if (capacity > old) {
      Object before = stored;
      allocate(capacity);
      System.arraycopy(before, 0, stored, 0, old * width);
    }
  }

  /** How many rows an array can have. */
  int largest() {
    return (Integer.MAX_VALUE - 8) / Math.max(1, width);
  }

  /** Whether rows can be stored here: of the same shape and dtype. */
  boolean takes(Rows rows) {
    return rows.dtype() == dtype && rows.scale() == scale && rows.rowShape().equals(rowShape);
  }

  /** Copies rows here, to row {@code at} and those after it. */
  void store(int at, Rows rows, int first, int count) {
    rows.copyStored(first, count, stored, at * width);
  }

  /** Copies rows here, each to a place of its own. */
  void scatter(int[] places, int firstPlace, Rows rows, int first, int count) {
    rows.scatterStored(first, count, stored, places, firstPlace);
  }

  /** The first rows as an array, for a buffer that is not written to any more. */
  NDArray toArray(int count) {
    return view.slice(0, count);
  }

  @Override
  public Shape shape() {
    return view.shape();
  }

  @Override
  public DType dtype() {
    return dtype;
  }

  @Override
  public float scale() {
    return scale;
  }

  @Override
  public void copyRows(int[] order, int from, int count, float[] target, int at) {
    view.copyRows(order, from, count, target, at);
  }

  @Override
  public void copyRows(int[] order, int from, int count, double[] target, int at) {
    view.copyRows(order, from, count, target, at);
  }

  @Override
  public void copyStored(int[] order, int from, int count, Object target, int at) {
    view.copyStored(order, from, count, target, at);
  }
}
