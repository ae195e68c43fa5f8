package org.neurona;

import java.lang.reflect.Array;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * An n-dimensional array of numbers in row-major order, as NumPy's {@code ndarray}: what goes into a model and what
 * comes out. Immutable: no method changes an array, and those that can share the elements of the array they are called
 * on ({@link #reshape}, {@link #row}, {@link #slice}) do.
 *
 * <pre>{@code
 * NDArray x = NDArray.of(new float[][] {{1, 2}, {3, 4}});
 * x.shape();          // (2, 2)
 * x.get(1, 0);        // 3.0
 * x.row(1);           // [3. 4.]
 * x.reshape(-1);      // [1. 2. 3. 4.]
 * }</pre>
 *
 * <p>The {@link #dtype()} says how the elements are stored. Bytes may be stored with a {@link #scale()}, so that pixels
 * take a byte each and read as floats from 0 to 1: everything that reads values, printing too, sees the scaled ones.
 *
 * <p>One long class, because a factory for each element type and rank belongs where users look for it; the elements
 * ({@code Storage}) and the printing ({@code NDArrayFormatter}) are elsewhere.
 */
public final class NDArray implements RowSource {
  private final Shape shape;
  private final Storage storage;
  /** Where this array's elements begin in the storage. */
  private final int offset;
  private final int size;

  private NDArray(Shape shape, Storage storage, int offset) {
    this.shape = shape;
    this.storage = storage;
    this.offset = offset;
    this.size = shape.size();
  }

  private static NDArray checked(Shape shape, Storage storage) {
    int size = sizeOf(shape);
    if (size != storage.length()) {
      throw new IllegalArgumentException(
          "Shape " + shape + " needs " + size + " elements, got " + storage.length());
    }
    return new NDArray(shape, storage, 0);
  }

  private static int sizeOf(Shape shape) {
    try {
      return shape.size();
    } catch (IllegalStateException | ArithmeticException e) {
      throw new IllegalArgumentException("An array can't have shape " + shape + ": " + e.getMessage(), e);
    }
  }

  /** A rank-1 {@code float32} array of these values. */
  public static NDArray of(float... values) {
    return of(Shape.of(values.length), values);
  }

  /**
   * A rank-2 {@code float32} array of these rows.
   *
   * @throws IllegalArgumentException if the rows have different lengths
   */
  public static NDArray of(float[][] values) {
    return ofFloats(values, 2);
  }

  /** A rank-3 {@code float32} array; rows must have one length. */
  public static NDArray of(float[][][] values) {
    return ofFloats(values, 3);
  }

  /** A rank-4 {@code float32} array; rows must have one length. */
  public static NDArray of(float[][][][] values) {
    return ofFloats(values, 4);
  }

  /** A rank-1 {@code float64} array of these values. */
  public static NDArray of(double... values) {
    return of(Shape.of(values.length), values);
  }

  /**
   * A rank-2 {@code float64} array of these rows.
   *
   * @throws IllegalArgumentException if the rows have different lengths
   */
  public static NDArray of(double[][] values) {
    return ofDoubles(values, 2);
  }

  /** A rank-3 {@code float64} array; rows must have one length. */
  public static NDArray of(double[][][] values) {
    return ofDoubles(values, 3);
  }

  /** A rank-4 {@code float64} array; rows must have one length. */
  public static NDArray of(double[][][][] values) {
    return ofDoubles(values, 4);
  }

  /** A rank-1 {@code int32} array of these values. */
  public static NDArray of(int... values) {
    return of(Shape.of(values.length), values);
  }

  /**
   * A rank-2 {@code int32} array of these rows.
   *
   * @throws IllegalArgumentException if the rows have different lengths
   */
  public static NDArray of(int[][] values) {
    Shape shape = NestedArrays.shape(values, 2);
    return checked(shape, new Storage.Ints(NestedArrays.flatten(values, shape, new int[sizeOf(shape)])));
  }

  private static NDArray ofFloats(Object nested, int rank) {
    Shape shape = NestedArrays.shape(nested, rank);
    return wrap(shape, NestedArrays.flatten(nested, shape, new float[sizeOf(shape)]));
  }

  private static NDArray ofDoubles(Object nested, int rank) {
    Shape shape = NestedArrays.shape(nested, rank);
    return wrap(shape, NestedArrays.flatten(nested, shape, new double[sizeOf(shape)]));
  }

  /**
   * A {@code float32} array of this shape with a copy of these values in row-major order.
   *
   * @throws IllegalArgumentException if the shape has another number of elements, or an unknown axis
   */
  public static NDArray of(Shape shape, float[] values) {
    return checked(shape, new Storage.Floats(values.clone()));
  }

  /** A {@code float64} array of this shape with a copy of these values in row-major order. */
  public static NDArray of(Shape shape, double[] values) {
    return checked(shape, new Storage.Doubles(values.clone()));
  }

  /** An {@code int32} array of this shape with a copy of these values in row-major order. */
  public static NDArray of(Shape shape, int[] values) {
    return checked(shape, new Storage.Ints(values.clone()));
  }

  /**
   * A {@code float32} array on these values themselves, without a copy: the caller must not write to them afterwards.
   *
   * @throws IllegalArgumentException if the shape has another number of elements, or an unknown axis
   */
  public static NDArray wrap(Shape shape, float[] values) {
    return checked(shape, new Storage.Floats(values));
  }

  /** A {@code float64} array on these values themselves, without a copy: don't write to them afterwards. */
  public static NDArray wrap(Shape shape, double[] values) {
    return checked(shape, new Storage.Doubles(values));
  }

  /** An {@code int32} array on these values themselves, without a copy: don't write to them afterwards. */
  public static NDArray wrap(Shape shape, int[] values) {
    return checked(shape, new Storage.Ints(values));
  }

  /**
   * A {@code uint8} array of a copy of these bytes, each read as {@code (b & 255) * scale}. With scale 1 it holds the
   * integers 0 to 255; with {@code 1 / 255f}, floats from 0 to 1.
   *
   * @throws IllegalArgumentException if the shape has another number of elements, or the scale is 0 or not finite
   */
  public static NDArray ofBytes(Shape shape, byte[] values, float scale) {
    return wrapBytes(shape, values.clone(), scale);
  }

  /** As {@link #ofBytes}, on these bytes themselves, without a copy: don't write to them afterwards. */
  public static NDArray wrapBytes(Shape shape, byte[] values, float scale) {
    if (scale == 0 || !Float.isFinite(scale)) {
      throw new IllegalArgumentException("`scale` must be finite and not 0, got " + scale);
    }
    return checked(shape, new Storage.Bytes(values, scale));
  }

  /** A {@code float32} array of zeros with these axis lengths. */
  public static NDArray zeros(int... dims) {
    return zeros(Shape.of(dims));
  }

  /** A {@code float32} array of zeros. */
  public static NDArray zeros(Shape shape) {
    return wrap(shape, new float[sizeOf(shape)]);
  }

  /** A {@code float32} array with the same value everywhere. */
  public static NDArray full(Shape shape, float value) {
    float[] values = new float[sizeOf(shape)];
    Arrays.fill(values, value);
    return wrap(shape, values);
  }

  /** A {@code float32} array of rank 0. */
  public static NDArray scalar(float value) {
    return wrap(Shape.of(), new float[] {value});
  }

  /**
   * The arrays one after the other along the first axis.
   *
   * @throws IllegalArgumentException if there is none, or they differ in dtype, scale or a later axis
   */
  public static NDArray concatenate(List<NDArray> arrays) {
    if (arrays.isEmpty()) {
      throw new IllegalArgumentException("concatenate needs at least one array");
    }
    NDArray first = arrays.get(0);
    if (first.shape.rank() == 0) {
      throw new IllegalArgumentException("concatenate: array 0 is a scalar, which has no rows");
    }
    long rows = 0;
    for (int i = 0; i < arrays.size(); i++) {
      NDArray array = arrays.get(i);
      if (array.shape.rank() != first.shape.rank()
          || !array.shape.withDim(0, 0).equals(first.shape.withDim(0, 0))) {
        throw new IllegalArgumentException("concatenate: array 0 has shape " + first.shape + ", array " + i
            + " has shape " + array.shape + "; all axes but the first must agree");
      }
      if (!array.storage.isSameKind(first.storage)) {
        throw new IllegalArgumentException("concatenate: array 0 is " + first.kind() + ", array " + i + " is "
            + array.kind() + "; convert with astype");
      }
      rows += array.shape.dim(0);
    }
    if (rows > Integer.MAX_VALUE) {
      throw new IllegalArgumentException("concatenate: " + rows + " rows are more than an array can have");
    }
    Shape shape = first.shape.withDim(0, (int) rows);
    Storage joined = first.storage.allocate(sizeOf(shape));
    int at = 0;
    for (NDArray array : arrays) {
      array.storage.copyTo(array.offset, array.size, joined, at);
      at += array.size;
    }
    return new NDArray(shape, joined, 0);
  }

  private String kind() {
    return storage.scale() == 1 ? dtype().toString() : dtype() + " scaled by " + storage.scale();
  }

  /** The lengths of the axes; all known. */
  @Override
  public Shape shape() {
    return shape;
  }

  /** How the elements are stored. */
  @Override
  public DType dtype() {
    return storage.dtype();
  }

  /** What stored bytes are multiplied with when they are read; 1 for every other array. */
  @Override
  public float scale() {
    return storage.scale();
  }

  /** The number of elements. */
  public int size() {
    return size;
  }

  /**
   * The value at this index, one number for each axis, as a float.
   *
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public float get(int... index) {
    return storage.getFloat(flatIndex(index));
  }

  /**
   * The value at this index, one number for each axis.
   *
   * @throws IndexOutOfBoundsException if there is no such element
   */
  public double getDouble(int... index) {
    return storage.getDouble(flatIndex(index));
  }

  private int flatIndex(int[] index) {
    boolean inside = index.length == shape.rank();
    int flat = 0;
    for (int axis = 0; inside && axis < index.length; axis++) {
      inside = index[axis] >= 0 && index[axis] < shape.dim(axis);
      flat = flat * shape.dim(axis) + index[axis];
    }
    if (!inside) {
      throw new IndexOutOfBoundsException("No element " + Arrays.toString(index) + " in shape " + shape);
    }
    return offset + flat;
  }

  /**
   * The only value of an array of size 1.
   *
   * @throws IllegalStateException if the array has another size
   */
  public float item() {
    if (size != 1) {
      throw new IllegalStateException("item() needs an array of one element, this one has shape " + shape);
    }
    return storage.getFloat(offset);
  }

  /** All values in row-major order, in a new array. */
  public float[] toFloatArray() {
    float[] values = new float[size];
    storage.copyTo(offset, size, values, 0);
    return values;
  }

  /** All values in row-major order, in a new array. */
  public double[] toDoubleArray() {
    double[] values = new double[size];
    storage.copyTo(offset, size, values, 0);
    return values;
  }

  /**
   * All values in row-major order, in a new array.
   *
   * @throws IllegalStateException if a value is no whole number or no {@code int}
   */
  public int[] toIntArray() {
    int[] values = new int[size];
    for (int i = 0; i < size; i++) {
      double value = storage.getDouble(offset + i);
      values[i] = (int) value;
      if (values[i] != value) {
        throw new IllegalStateException("The value at " + Arrays.toString(indexOf(i)) + " is no int: " + value);
      }
    }
    return values;
  }

  /**
   * The rows of a rank-2 array, in a new array.
   *
   * @throws IllegalStateException if the rank is not 2
   */
  public float[][] toArray2D() {
    requireRank("toArray2D", 2);
    float[][] rows = new float[shape.dim(0)][shape.dim(1)];
    for (int i = 0; i < rows.length; i++) {
      storage.copyTo(offset + i * rows[i].length, rows[i].length, rows[i], 0);
    }
    return rows;
  }

  /**
   * The values of a rank-3 array, in a new array.
   *
   * @throws IllegalStateException if the rank is not 3
   */
  public float[][][] toArray3D() {
    requireRank("toArray3D", 3);
    float[][][] blocks = new float[shape.dim(0)][][];
    for (int i = 0; i < blocks.length; i++) {
      blocks[i] = row(i).toArray2D();
    }
    return blocks;
  }

  private void requireRank(String method, int rank) {
    if (shape.rank() != rank) {
      throw new IllegalStateException(method + "() needs an array of rank " + rank + ", this one has shape " + shape);
    }
  }

  private void requireRows(String method) {
    if (shape.rank() == 0) {
      throw new IllegalStateException(method + " needs an array with rows, this one is a scalar");
    }
  }

  /**
   * Entry {@code index} of the first axis, an array of one rank less. Shares the elements.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public NDArray row(int index) {
    requireRows("row");
    if (index < 0 || index >= shape.dim(0)) {
      throw new IndexOutOfBoundsException("No row " + index + " in shape " + shape);
    }
    return new NDArray(shape.slice(1, shape.rank()), storage, offset + index * rowSize());
  }

  /**
   * Rows {@code from} (inclusive) to {@code to} (exclusive) of the first axis. Shares the elements.
   *
   * @throws IndexOutOfBoundsException if they are not all there
   */
  public NDArray slice(int from, int to) {
    requireRows("slice");
    if (from < 0 || to < from || to > shape.dim(0)) {
      throw new IndexOutOfBoundsException("No rows " + from + " to " + to + " in shape " + shape);
    }
    return new NDArray(shape.withDim(0, to - from), storage, offset + from * rowSize());
  }

  /**
   * These rows of the first axis in this order, copied; a row may come more than once.
   *
   * @throws IndexOutOfBoundsException if there is no such row
   */
  public NDArray take(int... rows) {
    requireRows("take");
    Shape taken = shape.withDim(0, rows.length);
    int rowSize = rowSize();
    Storage target = storage.allocate(sizeOf(taken));
    for (int i = 0; i < rows.length; i++) {
      if (rows[i] < 0 || rows[i] >= shape.dim(0)) {
        throw new IndexOutOfBoundsException("No row " + rows[i] + " in shape " + shape);
      }
      storage.copyTo(offset + rows[i] * rowSize, rowSize, target, i * rowSize);
    }
    return new NDArray(taken, target, 0);
  }

  /** The elements of one first-axis entry. */
  private int rowSize() {
    return shape.size(1, shape.rank());
  }

  /**
   * The same elements in another shape; one length may be -1, which then follows from the size. Shares the elements.
   *
   * @throws IllegalArgumentException if the new shape has another number of elements
   */
  public NDArray reshape(int... dims) {
    int[] lengths = dims.clone();
    int open = -1;
    long known = 1;
    for (int axis = 0; axis < lengths.length; axis++) {
      if (lengths[axis] == -1 && open < 0) {
        open = axis;
      } else if (lengths[axis] < 0) {
        throw new IllegalArgumentException(
            "reshape takes lengths >= 0 and at most one -1, got " + Arrays.toString(dims));
      } else {
        known = lengths[axis] == 0 ? 0 : known > Integer.MAX_VALUE ? known : known * lengths[axis];
      }
    }
    if (open >= 0 && known != 0 && size % known == 0) {
      lengths[open] = (int) (size / known);
      known = size;
    }
    if (known != size || open >= 0 && lengths[open] < 0) {
      throw new IllegalArgumentException("Can't reshape " + shape + " (" + size + " elements) to "
          + Arrays.toString(dims));
    }
    return new NDArray(Shape.of(lengths), storage, offset);
  }

  /**
   * The same values stored as another type. Fractions are cut off towards zero in integers, as NumPy does; the result
   * never has a scale.
   *
   * @throws IllegalArgumentException if a value is outside the range of the integer type, or NaN
   */
  public NDArray astype(DType dtype) {
    if (dtype == dtype() && storage.scale() == 1) {
      return this;
    }
    Storage converted = switch (dtype) {
      case FLOAT32 -> new Storage.Floats(toFloatArray());
      case FLOAT64 -> new Storage.Doubles(toDoubleArray());
      case INT32 -> {
        int[] values = new int[size];
        for (int i = 0; i < size; i++) {
          values[i] = (int) inRange(i, Integer.MIN_VALUE, Integer.MAX_VALUE, dtype);
        }
        yield new Storage.Ints(values);
      }
      case UINT8 -> {
        byte[] values = new byte[size];
        for (int i = 0; i < size; i++) {
          values[i] = (byte) inRange(i, 0, 255, dtype);
        }
        yield new Storage.Bytes(values, 1);
      }
    };
    return new NDArray(shape, converted, 0);
  }

  private long inRange(int index, int min, int max, DType dtype) {
    double value = storage.getDouble(offset + index);
    // Cut first: 255.9 is 255 as a byte, and NaN fails both comparisons.
    if (!(value > min - 1.0 && value < max + 1.0)) {
      throw new IllegalArgumentException(
          "The value at " + Arrays.toString(indexOf(index)) + " does not fit in " + dtype + ": " + value);
    }
    return (long) value;
  }

  /** The index, one number for each axis, of a flat index within this array. */
  private int[] indexOf(int flat) {
    int[] index = new int[shape.rank()];
    int rest = flat;
    for (int axis = index.length - 1; axis >= 0; axis--) {
      index[axis] = rest % shape.dim(axis);
      rest /= shape.dim(axis);
    }
    return index;
  }

  /**
   * Where the largest value along the last axis is: an {@code int32} array of one rank less, with the predicted classes
   * where this holds probabilities. The first of equal values counts, and NaN counts as the largest, as in NumPy.
   *
   * @throws IllegalStateException if this is a scalar or the last axis is empty
   */
  public NDArray argMax() {
    requireRows("argMax");
    int length = shape.dim(-1);
    if (length == 0) {
      throw new IllegalStateException("argMax needs values along the last axis, this array has shape " + shape);
    }
    int[] best = new int[size / length];
    for (int i = 0; i < best.length; i++) {
      int start = offset + i * length;
      double largest = storage.getDouble(start);
      for (int j = 1; j < length && !Double.isNaN(largest); j++) {
        double value = storage.getDouble(start + j);
        if (value > largest || Double.isNaN(value)) {
          largest = value;
          best[i] = j;
        }
      }
    }
    return new NDArray(shape.slice(0, shape.rank() - 1), new Storage.Ints(best), 0);
  }

  /**
   * Copies rows {@code order[from] ... order[from + count - 1]} or, where {@code order} is null, rows
   * {@code from ... from + count - 1}, one after the other, to {@code target} from {@code at} on. Allocates nothing.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or the target is too short
   */
  @Override
  public void copyRows(int[] order, int from, int count, float[] target, int at) {
    int rowSize = checkedRowSize(order, from, count, target.length, at);
    if (order == null) {
      storage.copyTo(offset + from * rowSize, count * rowSize, target, at);
      return;
    }
    int rows = shape.dim(0);
    for (int i = 0; i < count; i++) {
      int row = Objects.checkIndex(order[from + i], rows);
      storage.copyTo(offset + row * rowSize, rowSize, target, at + i * rowSize);
    }
  }

  /** The same into a {@code double[]}. */
  @Override
  public void copyRows(int[] order, int from, int count, double[] target, int at) {
    int rowSize = checkedRowSize(order, from, count, target.length, at);
    if (order == null) {
      storage.copyTo(offset + from * rowSize, count * rowSize, target, at);
      return;
    }
    int rows = shape.dim(0);
    for (int i = 0; i < count; i++) {
      int row = Objects.checkIndex(order[from + i], rows);
      storage.copyTo(offset + row * rowSize, rowSize, target, at + i * rowSize);
    }
  }

  @Override
  public void copyStored(int[] order, int from, int count, Object target, int at) {
    int rowSize = checkedRowSize(order, from, count, Array.getLength(target), at);
    if (order == null) {
      storage.copyStored(offset + from * rowSize, count * rowSize, target, at);
      return;
    }
    int rows = shape.dim(0);
    for (int i = 0; i < count; i++) {
      int row = Objects.checkIndex(order[from + i], rows);
      storage.copyStored(offset + row * rowSize, rowSize, target, at + i * rowSize);
    }
  }

  private int checkedRowSize(int[] order, int from, int count, int targetLength, int at) {
    requireRows("copyRows");
    Objects.checkFromIndexSize(from, count, order == null ? shape.dim(0) : order.length);
    int rowSize = rowSize();
    if (at < 0 || at + (long) count * rowSize > targetLength) {
      throw new IndexOutOfBoundsException(
          count + " rows of " + rowSize + " elements don't fit at " + at + " of " + targetLength);
    }
    return rowSize;
  }

  /**
   * Whether the shapes are equal and every value differs from the other's by at most {@code atol + rtol * |other|}, as
   * NumPy's {@code allclose}. NaN is close to nothing; an infinity to itself only.
   */
  public boolean allClose(NDArray other, double rtol, double atol) {
    if (!shape.equals(other.shape)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      double a = storage.getDouble(offset + i);
      double b = other.storage.getDouble(other.offset + i);
      boolean close = a == b || Double.isFinite(b) && Math.abs(a - b) <= atol + rtol * Math.abs(b);
      if (!close) {
        return false;
      }
    }
    return true;
  }

  /** How many elements are NaN or infinite. */
  public int countNonFinite() {
    if (!mayHaveNaN()) {
      return 0;
    }
    int count = 0;
    for (int i = 0; i < size; i++) {
      if (!Double.isFinite(flat(i))) {
        count++;
      }
    }
    return count;
  }

  /** Whether one of the elements may be NaN or infinite; where this says no, none is. */
  boolean mayHaveNaN() {
    return storage.mayHaveNaN(offset, size);
  }

  /** The value at a flat index within this array. */
  double flat(int index) {
    return storage.getDouble(offset + index);
  }

  /** Whether the other is an array of the same dtype, scale and shape with the same bits. */
  @Override
  public boolean equals(Object other) {
    if (!(other instanceof NDArray array) || !shape.equals(array.shape) || !storage.isSameKind(array.storage)) {
      return false;
    }
    for (int i = 0; i < size; i++) {
      if (storage.bits(offset + i) != array.storage.bits(array.offset + i)) {
        return false;
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = 31 * shape.hashCode() + dtype().kerasName().hashCode();
    for (int i = 0; i < size; i++) {
      hash = 31 * hash + Long.hashCode(storage.bits(offset + i));
    }
    return hash;
  }

  /** As NumPy prints it, arrays of more than 1000 elements shortened with {@code ...}. */
  @Override
  public String toString() {
    return new NDArrayFormatter(this).format();
  }
}
