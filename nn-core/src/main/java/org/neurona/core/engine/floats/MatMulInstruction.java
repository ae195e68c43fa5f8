package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.UnaryFunction;

/** A matrix product, or a stack of them, cut into rectangles of the result. */
final class MatMulInstruction extends Instruction {
  private static final int MOST_TILES = 16;
  private static final long LEAST_WORK = 1L << 17;
  private static final double FLOPS_PER_NANOSECOND = 100;

  /**
   * A factor: where it lives and how far apart its rows and columns are, and the matrices of a stack.
   */
  record Factor(Buffer buffer, int row, int column, int matrix) {
    // What a record has of these by itself takes milliseconds at the first call.

    @Override
    public boolean equals(Object other) {
      return other instanceof Factor factor && row == factor.row && column == factor.column && matrix == factor.matrix
          && buffer.equals(factor.buffer);
    }

    @Override
    public int hashCode() {
      return 31 * (31 * (31 * buffer.hashCode() + row) + column) + matrix;
    }
  }

  private final FloatKernels kernels;
  private final int matrices;
  private final int m;
  private final int n;
  private final int k;
  private final Factor a;
  private final Factor b;
  private final Buffer bias;
  private final boolean relu;
  private final Buffer result;
  private final int tileRows;
  private final int tileColumns;
  private final int rowTiles;
  private final int columnTiles;
  private final float[][] scratch;

  /**
   * An instruction.
   *
   * @param bias what is added to each row of the result, or null
   * @param relu whether what is negative then becomes 0
   */
  MatMulInstruction(FloatKernels kernels, int matrices, int m, int n, int k, Factor a, Factor b, Buffer bias,
      boolean relu, Buffer result, int workers) {
    this.kernels = kernels;
    this.matrices = matrices;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.b = b;
    this.bias = bias;
    this.relu = relu;
    this.result = result;
    // A panel of B is packed once for each tile, so tiles are cut along columns first, and by rows where those are many.
    // With A transposed it is the gradient of a kernel, whose update goes by rows, on in the cache of the same worker.
    boolean isGradient = a.row() == 1;
    int wanted = (int) Math.max(1, Math.min(MOST_TILES, (long) m * n * k / LEAST_WORK));
    int panels = ceil(n, kernels.matmulColumnGrain());
    int columns = Math.min(panels, m >= (isGradient ? 2 : 4) * n ? 1 : wanted);
    this.tileColumns = ceil(panels, Math.max(1, columns)) * kernels.matmulColumnGrain();
    this.columnTiles = ceil(n, tileColumns);
    int rows = Math.max(1, Math.min(ceil(m, 8 * kernels.matmulRowGrain()), wanted / Math.max(1, columnTiles)));
    this.tileRows = ceil(ceil(m, rows), kernels.matmulRowGrain()) * kernels.matmulRowGrain();
    this.rowTiles = ceil(m, tileRows);
    this.scratch = new float[workers][kernels.matmulScratch(Math.min(m, tileRows), n, k)];
  }

  /** Whether a product is too small to be cut. */
  static boolean isOneTile(int m, int n, int k) {
    return (long) m * n * k < 2 * LEAST_WORK;
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  @Override
  int tiles() {
    return matrices * rowTiles * columnTiles;
  }

  @Override
  double tileCost() {
    return cost(Math.min(m, tileRows), Math.min(n, tileColumns), k);
  }

  /** About how long a product takes, in nanoseconds. */
  static double cost(int m, int n, int k) {
    return 2.0 * m * n * k / FLOPS_PER_NANOSECOND + 50;
  }

  @Override
  void run(int worker, int from, int to) {
    int tiles;
    for (int tile = from; tile < to; tile += tiles) {
      // Tiles side by side are one product: what the kernels find out about rows of A serves all.
      int columnTile = tile % columnTiles;
      tiles = Math.min(to - tile, columnTiles - columnTile);
      int column = columnTile * tileColumns;
      int columns = Math.min(tiles * tileColumns, n - column);
      int row = tile / columnTiles % rowTiles * tileRows;
      int matrix = tile / columnTiles / rowTiles;
      kernels.matmul(Math.min(tileRows, m - row), columns, k, a.buffer().array(),
          a.buffer().offset() + matrix * a.matrix() + row * a.row(), a.row(), a.column(), b.buffer().array(),
          b.buffer().offset() + matrix * b.matrix() + column * b.column(), b.row(), b.column(), result.array(),
          result.offset() + matrix * m * n + row * n + column, n, scratch[worker]);
      if (bias != null) {
        finish(row, Math.min(tileRows, m - row), column, columns);
      }
    }
  }

  /** Adds the bias to a rectangle of the only matrix of the result. */
  private void finish(int firstRow, int rows, int column, int columns) {
    for (int row = firstRow; row < firstRow + rows; row++) {
      int at = result.offset() + row * n + column;
      kernels.binary(BinaryFunction.ADD, result.array(), at, bias.array(), bias.offset() + column, result.array(), at,
          columns);
      if (relu) {
        kernels.unary(UnaryFunction.RELU, result.array(), at, result.array(), at, columns);
      }
    }
  }
}
