package org.neurona.datasets;

import org.neurona.DType;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;

/**
 * A linear map for each column of a table, {@code (x - center) / divisor + shift}, and its inverse. The centre goes
 * first: a column far from 0 would lose digits otherwise.
 */
final class ColumnScaling {
  private final String scaler;
  private final double[] centers;
  private final double[] divisors;
  private final double shift;

  /** @param scaler the class to name in messages */
  ColumnScaling(String scaler, double[] centers, double[] divisors, double shift) {
    this.scaler = scaler;
    this.centers = centers;
    this.divisors = divisors;
    this.shift = shift;
  }

  /** The columns of a rank-2 array with at least one row of finite values; anything else is an error. */
  static double[][] columns(String scaler, NDArray x) {
    requireTable(scaler, x.shape());
    int rows = x.shape().dim(0);
    if (rows == 0) {
      throw new IllegalArgumentException(scaler + " can't be fitted to an array without rows, got shape " + x.shape());
    }
    double[] values = x.toDoubleArray();
    double[][] columns = new double[x.shape().dim(1)][rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns.length; column++) {
        double value = values[row * columns.length + column];
        if (!Double.isFinite(value)) {
          throw new IllegalArgumentException(scaler + " can't be fitted to " + value + " at row " + row + ", column "
              + column);
        }
        columns[column][row] = value;
      }
    }
    return columns;
  }

  private static void requireTable(String scaler, Shape shape) {
    if (shape.rank() != 2) {
      throw new ShapeMismatchException(scaler, "an array of rank 2, (rows, columns)", shape);
    }
  }

  NDArray apply(NDArray x) {
    return map(x, false);
  }

  NDArray invert(NDArray x) {
    return map(x, true);
  }

  private NDArray map(NDArray x, boolean inverse) {
    requireTable(scaler, x.shape());
    if (x.shape().dim(1) != centers.length) {
      throw new ShapeMismatchException(scaler, centers.length + " columns as it was fitted to", x.shape());
    }
    double[] values = x.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      int column = i % centers.length;
      values[i] = inverse
          ? (values[i] - shift) * divisors[column] + centers[column]
          : (values[i] - centers[column]) / divisors[column] + shift;
    }
    NDArray mapped = NDArray.wrap(x.shape(), values);
    return x.dtype() == DType.FLOAT64 ? mapped : mapped.astype(DType.FLOAT32);
  }
}
