package org.neurona.core.plan;

import org.neurona.Shape;

/**
 * How an operand of an elementwise operation is spread over the elements of the result, taken in row-major order:
 * element i of the result takes element {@code (i / inner) % period} of the operand.
 *
 * @param inner how many elements in a row take the same one
 * @param period how many elements the operand has
 */
public record BroadcastPattern(int inner, int period) {
  /** The pattern of an operand, or null where it is not of this kind. */
  public static BroadcastPattern of(Shape operand, Shape result) {
    int rank = result.rank();
    int last = rank;
    while (last > 0 && length(operand, rank, last - 1) == 1) {
      last--;
    }
    int first = last;
    while (first > 0 && length(operand, rank, first - 1) == result.dim(first - 1)) {
      first--;
    }
    for (int axis = 0; axis < first; axis++) {
      if (length(operand, rank, axis) != 1) {
        return null;
      }
    }
    return new BroadcastPattern(result.size(last, rank), operand.size());
  }

  /** The operand's length on an axis of the result. */
  private static int length(Shape operand, int rank, int axis) {
    int own = axis - rank + operand.rank();
    return own < 0 ? 1 : operand.dim(own);
  }

  /** Whether each element of the result has one of its own, in order. */
  public boolean isFull(int size) {
    return inner == 1 && period == size;
  }
}
