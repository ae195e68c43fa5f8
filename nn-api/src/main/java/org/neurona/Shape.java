package org.neurona;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The lengths of an array's axes, outermost first. A length may be {@link #UNKNOWN} (Keras' {@code None}), as the batch
 * axis of a model is until data arrives. Immutable.
 */
public final class Shape {
  /** The length of an axis that is not known yet; printed as {@code None}. */
  public static final int UNKNOWN = -1;

  private static final Shape SCALAR = new Shape(new int[0]);

  private final int[] dims;

  private Shape(int[] dims) {
    this.dims = dims;
  }

  /**
   * A shape of these axis lengths; without any, the shape of a scalar.
   *
   * @throws IllegalArgumentException if a length is neither {@code >= 0} nor {@link #UNKNOWN}
   */
  public static Shape of(int... dims) {
    if (dims.length == 0) {
      return SCALAR;
    }
    for (int dim : dims) {
      if (dim < UNKNOWN) {
        throw new IllegalArgumentException("An axis length must be >= 0 (or None), got " + Arrays.toString(dims));
      }
    }
    return new Shape(dims.clone());
  }

  /** A shape of these axis lengths. */
  public static Shape of(List<Integer> dims) {
    return of(dims.stream().mapToInt(Integer::intValue).toArray());
  }

  /** The number of axes; 0 for a scalar. */
  public int rank() {
    return dims.length;
  }

  /**
   * The length of one axis; a negative axis counts from the end, so {@code dim(-1)} is the last.
   *
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int dim(int axis) {
    return dims[axis(axis)];
  }

  /**
   * The axis as a number from 0, whether it was given from the front or, negative, from the end.
   *
   * @throws IndexOutOfBoundsException if there is no such axis
   */
  public int axis(int axis) {
    int fromFront = axis < 0 ? axis + dims.length : axis;
    if (fromFront < 0 || fromFront >= dims.length) {
      throw new IndexOutOfBoundsException("Axis " + axis + " is out of range for shape " + this);
    }
    return fromFront;
  }

  /** All axis lengths, as a new array. */
  public int[] dims() {
    return dims.clone();
  }

  /** All axis lengths, as an unmodifiable list. */
  public List<Integer> toList() {
    return IntStream.of(dims).boxed().toList();
  }

  /** Whether no axis is {@link #UNKNOWN}. */
  public boolean isKnown() {
    for (int dim : dims) {
      if (dim == UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  /**
   * The number of elements, the product of all axis lengths; 1 for a scalar.
   *
   * @throws IllegalStateException if an axis is unknown
   * @throws ArithmeticException if the product does not fit in an {@code int}, the largest Java array
   */
  public int size() {
    return size(0, dims.length);
  }

  /** The product of the axis lengths from {@code fromAxis} (inclusive) to {@code toAxis} (exclusive). */
  public int size(int fromAxis, int toAxis) {
    int size = 1;
    for (int axis = fromAxis; axis < toAxis; axis++) {
      if (dims[axis] == UNKNOWN) {
        throw new IllegalStateException("The number of elements of shape " + this + " is not known");
      }
      try {
        size = Math.multiplyExact(size, dims[axis]);
      } catch (ArithmeticException e) {
        throw new ArithmeticException("Shape " + this + " has more than " + Integer.MAX_VALUE + " elements");
      }
    }
    return size;
  }

  /** This shape with the length of one axis replaced; a negative axis counts from the end. */
  public Shape withDim(int axis, int length) {
    int[] copy = dims.clone();
    copy[axis(axis)] = length;
    return of(copy);
  }

  /** This shape behind a new first axis. */
  public Shape prepend(int length) {
    int[] longer = new int[dims.length + 1];
    longer[0] = length;
    System.arraycopy(dims, 0, longer, 1, dims.length);
    return of(longer);
  }

  /** This shape with a new last axis. */
  public Shape append(int length) {
    int[] longer = Arrays.copyOf(dims, dims.length + 1);
    longer[dims.length] = length;
    return of(longer);
  }

  /** The axes from {@code fromAxis} (inclusive) to {@code toAxis} (exclusive) as a shape of their own. */
  public Shape slice(int fromAxis, int toAxis) {
    return of(Arrays.copyOfRange(dims, fromAxis, toAxis));
  }

  /** Whether both shapes have the same rank and no axis on which two known lengths differ. */
  public boolean isCompatibleWith(Shape other) {
    if (dims.length != other.dims.length) {
      return false;
    }
    for (int axis = 0; axis < dims.length; axis++) {
      if (dims[axis] != other.dims[axis] && dims[axis] != UNKNOWN && other.dims[axis] != UNKNOWN) {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Shape shape && Arrays.equals(dims, shape.dims);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(dims);
  }

  /** As Python prints a tuple: {@code (None, 784)}, {@code (3,)}, {@code ()}. */
  @Override
  public String toString() {
    String inner = IntStream.of(dims).mapToObj(dim -> dim == UNKNOWN ? "None" : Integer.toString(dim))
        .collect(Collectors.joining(", "));
    return dims.length == 1 ? "(" + inner + ",)" : "(" + inner + ")";
  }
}
