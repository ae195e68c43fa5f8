package org.neurona.core.engine;

import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * The inner loops of the float32 engines, each on one thread, over stretches of arrays. Arguments are checked by the
 * planner, not here. An output may be the very stretch of an input; otherwise they do not overlap. The result of each
 * element depends on the arguments alone, never on the thread or on alignment.
 */
public interface FloatKernels {
  /** The engine's name. */
  String name();

  /** What the kernels are made for, for bug reports: {@code 512-bit vectors}. */
  String describe();

  /** {@code y[i] = f(x[i])} for n elements. */
  void unary(UnaryFunction function, float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = f(a[i], b[i])} for n elements. */
  void binary(BinaryFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = condition[i] != 0 ? a[i] : b[i]} for n elements. */
  void select(float[] condition, int conditionOffset, float[] a, int aOffset, float[] b, int bOffset, float[] y,
      int yOffset, int n);

  /** The sum of n elements; 0 for none. NaN and infinity pass through. */
  float sum(float[] x, int offset, int n);

  /** The largest of n elements; negative infinity for none, NaN if one is NaN. */
  float max(float[] x, int offset, int n);

  /** How many floats of scratch {@link #matmul} may use for a product of this size. */
  int matmulScratch(int m, int n, int k);

  /** The number of rows of C by which a product is best cut, for cutting work into tiles. */
  int matmulRowGrain();

  /** The number of columns of C by which a product is best cut: the width of a panel. */
  int matmulColumnGrain();

  /**
   * {@code C = A B} for an m x k matrix A and a k x n matrix B, each element summed in the order of k. Element (i, j) of
   * A is {@code a[aOffset + i * aRow + j * aColumn]}, likewise of B; one of the two strides of each is 1. C has rows of n
   * contiguous elements, {@code cRow} apart, and is overwritten.
   *
   * @param scratch at least {@link #matmulScratch} floats, of which nothing is kept
   */
  void matmul(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset, int bRow,
      int bColumn, float[] c, int cOffset, int cRow, float[] scratch);
}
