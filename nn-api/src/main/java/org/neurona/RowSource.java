package org.neurona;

/**
 * Rows (first-axis entries) that can be read by their number, wherever they are: an {@link NDArray} has them in memory,
 * a file on disk. Several threads may read at a time.
 */
public interface RowSource {
  /** The shape of all rows together, {@code (rows, ...)}. The number of elements may be more than an {@code int}. */
  Shape shape();

  /** How the elements are stored. */
  DType dtype();

  /** What stored bytes are multiplied with when they are read; 1 for every other type. */
  float scale();

  /**
   * Copies rows {@code order[from] ... order[from + count - 1]} or, where {@code order} is null, rows
   * {@code from ... from + count - 1}, one after the other, to {@code target} from {@code at} on.
   *
   * @throws IndexOutOfBoundsException if there is no such row, or the target is too short
   */
  void copyRows(int[] order, int from, int count, float[] target, int at);

  /** The same into a {@code double[]}. */
  void copyRows(int[] order, int from, int count, double[] target, int at);

  /**
   * The same for the elements as they are stored, without the scale.
   *
   * @param target a {@code float[]}, {@code double[]}, {@code int[]} or {@code byte[]}, as the dtype says
   */
  void copyStored(int[] order, int from, int count, Object target, int at);

  /**
   * The same with a place for each row: the first goes to row {@code places[firstPlace]} of the target, the second to row
   * {@code places[firstPlace + 1]}, and so on.
   */
  default void scatterStored(int[] order, int from, int count, Object target, int[] places, int firstPlace) {
    int width = shape().size(1, shape().rank());
    for (int i = 0; i < count; i++) {
      copyStored(order, from + i, 1, target, places[firstPlace + i] * width);
    }
  }
}
