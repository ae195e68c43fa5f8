package org.neurona;

import java.lang.reflect.Array;
import java.util.Arrays;

/** Java's arrays of arrays as one shape, all rows checked to be of one length. */
final class NestedArrays {
  private NestedArrays() {}

  /**
   * The shape of nested arrays.
   *
   * @throws IllegalArgumentException if a row is null or of another length than its siblings
   */
  static Shape shape(Object nested, int rank) {
    int[] dims = new int[rank];
    Object first = nested;
    for (int axis = 0; axis < rank; axis++) {
      dims[axis] = length(first);
      if (dims[axis] == 0) {
        // No entry to look into: the axes below have length 0, too.
        break;
      }
      first = first instanceof Object[] rows ? rows[0] : null;
      if (first == null && axis < rank - 1) {
        throw new IllegalArgumentException("Row " + Arrays.toString(new int[axis + 1]) + " is null");
      }
    }
    check(nested, dims, 0, new int[0]);
    return Shape.of(dims);
  }

  /** Copies the values of nested arrays to {@code flat}, an array of the innermost type, and returns that. */
  static <A> A flatten(Object nested, Shape shape, A flat) {
    flatten(nested, shape.rank(), shape.dim(-1), flat, 0);
    return flat;
  }

  private static int flatten(Object nested, int rank, int leafLength, Object flat, int offset) {
    if (rank == 1) {
      System.arraycopy(nested, 0, flat, offset, leafLength);
      return offset + leafLength;
    }
    int next = offset;
    for (Object row : (Object[]) nested) {
      next = flatten(row, rank - 1, leafLength, flat, next);
    }
    return next;
  }

  private static void check(Object nested, int[] dims, int axis, int[] path) {
    if (nested == null) {
      throw new IllegalArgumentException("Row " + Arrays.toString(path) + " is null");
    }
    if (length(nested) != dims[axis]) {
      throw new IllegalArgumentException("Ragged array: row " + Arrays.toString(path) + " has length " + length(nested)
          + ", row " + Arrays.toString(new int[path.length]) + " has length " + dims[axis]);
    }
    if (nested instanceof Object[] rows) {
      for (int i = 0; i < rows.length; i++) {
        int[] longer = Arrays.copyOf(path, path.length + 1);
        longer[path.length] = i;
        check(rows[i], dims, axis + 1, longer);
      }
    }
  }

  private static int length(Object array) {
    return Array.getLength(array);
  }
}
