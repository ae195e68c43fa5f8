package org.neurona.core.engine;

import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/**
 * The inner loops of the float32 engines, each on one thread, over stretches of arrays. Arguments are checked by the
 * planner, not here. An output may be the very stretch of an input; otherwise they do not overlap. The result of each
 * element depends on the arguments alone, never on the thread or on alignment.
 */
public interface FloatKernels {
  /** A shorter {@link #sum} has the same order of additions on all kernels. */
  int SHORT_SUM = 64;

  /** The engine's name. */
  String name();

  /** What the kernels are made for, for bug reports: {@code 512-bit vectors}. */
  String describe();

  /** {@code y[i] = f(x[i])} for n elements. */
  void unary(UnaryFunction function, float[] x, int xOffset, float[] y, int yOffset, int n);

  /** {@code y[i] = f(a[i], b[i])} for n elements. */
  void binary(BinaryFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] y, int yOffset, int n);

  /**
   * {@code y[i] = f(a[i], b[i], c[i], s, t)} for n elements: the bits of its operations one by one. Operands that a
   * function does not have may be anything.
   */
  void compound(CompoundFunction function, float[] a, int aOffset, float[] b, int bOffset, float[] c, int cOffset,
      float s, float t, float[] y, int yOffset, int n);

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

  /** How many floats of scratch {@link #indexedProduct} may use for a product of this size. */
  int indexedScratch(int m, int n, int k);

  /**
   * {@code C = A B} for an m x k matrix A and a k x n matrix B, whose rows stand anywhere, each element summed in the
   * order of k. Element (i, j) of A is {@code a[aOffset + aRows[i] + aColumns[j]]}: with a table of places and one of
   * what a window sees from a place, A is what a convolution multiplies. Row i of B has n contiguous elements from
   * {@code b[bOffset + bRows[i]]} on, row i of C from {@code c[cOffset + cRows[i]]} on.
   *
   * @param add whether to go on from what is in C rather than from 0
   * @param bias what is added to each row of C at the end; null for nothing
   * @param biasOffset where it starts
   * @param relu whether what is negative becomes 0 in the end
   * @param scratch at least {@link #indexedScratch} floats, of which nothing is kept
   */
  void indexedProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b, int bOffset,
      int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset, boolean relu,
      float[] scratch);

  /**
   * Products channel by channel: {@code c[cRows[i] + j] = sum over p of a[aRows[i] + aColumns[p] + j] * b[bRows[p] +
   * j]} for m rows of n elements, each summed in the order of p over k, all from the offset of their array on. With
   * tables as for {@link #indexedProduct} this is a convolution that keeps channels apart.
   *
   * @param add whether to go on from what is in C rather than from 0
   * @param bias what is added to each row of C at the end; null for nothing
   * @param biasOffset where it starts
   * @param relu whether what is negative becomes 0 in the end
   */
  void channelProduct(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b, int bOffset,
      int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset, boolean relu);

  /**
   * The largest that m windows see, for each of n channels: {@code y[yRows[i] + j] = max over p of x[windows[i] +
   * taps[p] + j]} for k taps, all from the offset of their array on. NaN if one is NaN.
   */
  void largest(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] y, int yOffset,
      int[] yRows);

  /**
   * The gradient of {@link #largest}: adds each {@code g[gRows[i] + j]} to {@code y[windows[i] + taps[p] + j]}, p being
   * the first tap by which the largest is seen. Where that is NaN, any tap may get it.
   */
  void largestGradient(int m, int n, int k, float[] x, int xOffset, int[] windows, int[] taps, float[] g, int gOffset,
      int[] gRows, float[] y, int yOffset);

  /**
   * How many floats a k x n matrix takes that was laid out for {@link #matmulPacked}; 0 where these kernels gain
   * nothing by it.
   */
  int packedSize(int n, int k);

  /**
   * Lays a k x n matrix B out as {@link #matmulPacked} reads it: the columns from one to another, both multiples of
   * {@link #matmulColumnGrain} unless the last is n.
   */
  void pack(int n, int k, int fromColumn, int toColumn, float[] b, int bOffset, int bRow, int bColumn, float[] packed);

  /**
   * {@link #matmul} with a matrix B that {@link #pack} laid out: the same bits.
   *
   * @param bias what is then added to each row of C; null for nothing
   * @param biasOffset where it starts
   * @param relu whether what is negative becomes 0 in the end
   */
  void matmulPacked(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] packed, float[] bias,
      int biasOffset, boolean relu, float[] c, int cOffset, int cRow, float[] scratch);

  /** Whether convolutions take less time by Winograd's transforms: products of a few dozen rows must be fast then. */
  boolean prefersWinograd();

  /**
   * Winograd's transform of kernels: {@code u = G g G'} for each of n elements, where number (i, j) of the 3 x 3 numbers
   * of element e is {@code g[gOffset + (3 i + j) * gApart + e]} and of the 4 x 4 of the result
   * {@code u[uOffset + (4 i + j) * uApart + e]}; the rows of G are (1, 0, 0), (1, 1, 1) / 2, (1, -1, 1) / 2, (0, 0, 1).
   */
  void winogradKernel(int n, float[] g, int gOffset, int gApart, float[] u, int uOffset, int uApart);

  /**
   * Winograd's transform of a patch of an image: {@code v = B' d B} for each of n channels, where number (i, j) of the
   * 4 x 4 of channel c is {@code x[xOffset + i * line + j * pixel + c]} and of the result
   * {@code v[vOffset + (4 i + j) * vApart + c]}; the rows of B' are (1, 0, -1, 0), (0, 1, 1, 0), (0, -1, 1, 0),
   * (0, 1, 0, -1).
   */
  void winogradInput(int n, float[] x, int xOffset, int line, int pixel, float[] v, int vOffset, int vApart);

  /**
   * Winograd's transform of products: {@code y = A' m A} for each of n channels, where number (i, j) of the 4 x 4 of
   * channel c is {@code m[mOffset + (4 i + j) * mApart + c]} and of the 2 x 2 of the result
   * {@code y[yOffset + i * line + j * pixel + c]}; the rows of A' are (1, 1, 1, 0), (0, 1, -1, -1). They are stored in
   * their order: where line or pixel is 0, the lower or the right ones remain.
   *
   * @param bias what is added to each of the four
   * @param biasOffset where it starts
   * @param least what is less than this becomes this in the end
   */
  void winogradOutput(int n, float[] m, int mOffset, int mApart, float[] bias, int biasOffset, float least, float[] y,
      int yOffset, int line, int pixel);
}
