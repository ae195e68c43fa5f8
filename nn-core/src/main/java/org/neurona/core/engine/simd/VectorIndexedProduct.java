package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import jdk.incubator.vector.FloatVector;

/**
 * Matrix products whose left factor stands anywhere, found by tables: a convolution reads the windows where they are.
 * As {@link VectorMatmul} does, C is computed in panels two vectors wide, each over blocks of k that leave a block of
 * the panel of B in the nearer caches, where it is copied in one piece unless it stands so.
 *
 * <p>Every element is summed in the order of k by fused operations: a block of k goes on from what the one before left
 * in C.
 */
final class VectorIndexedProduct {
  /** Columns of a panel. */
  private static final int PANEL = 2 * LANES;
  /** Rows of a tile of one vector, and the most of one of two. */
  private static final int ROWS = 8;
  private static final int WIDE_ROWS = Vectors.REGISTERS >= 32 ? 8 : 4;
  private static final int TILE = ROWS * PANEL;
  private static final int DEPTH = 512;
  /** Shorter runs of columns that stand side by side are not worth a loop of their own. */
  private static final int LEAST_RUN = 16;
  /** Where the rows of a tile are that is in scratch, two vectors wide or one. */
  private static final int[] WIDE_TILE = rows(PANEL);
  private static final int[] NARROW_TILE = rows(LANES);

  private VectorIndexedProduct() {}

  private static int[] rows(int width) {
    int[] rows = new int[ROWS];
    for (int i = 0; i < ROWS; i++) {
      rows[i] = i * width;
    }
    return rows;
  }

  /** A tile of C for where it cannot be stored as it is, then a block of a panel of B. */
  static int scratch(int k) {
    return TILE + Math.min(k, DEPTH) * PANEL;
  }

  static void multiply(int m, int n, int k, float[] a, int aOffset, int[] aRows, int[] aColumns, float[] b, int bOffset,
      int[] bRows, float[] c, int cOffset, int[] cRows, boolean add, float[] bias, int biasOffset, boolean relu,
      float[] scratch) {
    int blocks = Math.max(1, (k + DEPTH - 1) / DEPTH);
    int blockDepth = (k + blocks - 1) / blocks;
    int run = run(aColumns, k);
    boolean biased = bias != null && !add && blocks == 1 && run < LEAST_RUN;
    float floor = relu ? 0 : Float.NEGATIVE_INFINITY;
    for (int j = 0; j < n; j += PANEL) {
      int width = Math.min(n - j, PANEL);
      boolean narrow = width <= LANES;
      int panel = narrow ? LANES : PANEL;
      for (int block = 0; block < blocks; block++) {
        int p = block * blockDepth;
        int depth = Math.min(blockDepth, k - p);
        boolean inPlace = width == panel && isPanel(depth, panel, bRows, p);
        if (!inPlace) {
          pack(depth, width, panel, b, bOffset + j, bRows, p, scratch);
        }
        float[] source = inPlace ? b : scratch;
        int from = inPlace && depth > 0 ? bOffset + j + bRows[p] : TILE;
        boolean goOn = add || block > 0;
        boolean last = block == blocks - 1;
        for (int i = 0; i < m; ) {
          int rows = Math.min(m - i, narrow ? ROWS : WIDE_ROWS);
          if (width == panel && biased && (narrow || rows > 4)) {
            biasedTile(narrow, depth, a, aOffset, aRows, i, aColumns, source, from, c, cOffset + j, cRows, rows, bias,
                biasOffset + j, floor);
          } else if (width == panel) {
            tile(narrow, run, depth, a, aOffset, aRows, i, aColumns, p, source, from, c, cOffset + j, cRows, i, rows,
                goOn);
            if (last && (bias != null || relu)) {
              for (int row = i; row < i + rows; row++) {
                RowEpilogue.apply(panel, c, cOffset + j + cRows[row], bias, biasOffset + j, relu);
              }
            }
          } else {
            if (goOn) {
              load(rows, width, panel, c, cOffset + j, cRows, i, scratch);
            }
            tile(narrow, run, depth, a, aOffset, aRows, i, aColumns, p, source, from, scratch, 0,
                narrow ? NARROW_TILE : WIDE_TILE, 0, rows, goOn);
            store(rows, width, panel, scratch, c, cOffset + j, cRows, i, last ? bias : null, biasOffset + j,
                last && relu);
          }
          i += rows;
        }
      }
    }
  }

  /** How many columns of A stand side by side before the next so many do; 1 where they do otherwise. */
  private static int run(int[] aColumns, int k) {
    int run = 1;
    while (run < k && aColumns[run] == aColumns[run - 1] + 1) {
      run++;
    }
    for (int p = run + 1; p < k; p++) {
      if (p % run != 0 && aColumns[p] != aColumns[p - 1] + 1) {
        return 1;
      }
    }
    return run;
  }

  /** A tile, run by run where runs are long. */
  private static void tile(boolean narrow, int run, int depth, float[] a, int at, int[] aRows, int row, int[] aColumns,
      int column, float[] b, int from, float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    if (run < LEAST_RUN) {
      tile(narrow, depth, a, at, aRows, row, aColumns, column, b, from, c, to, cRows, cRow, rows, add);
    } else {
      int width = narrow ? LANES : PANEL;
      int end;
      for (int p = column; p < column + depth; p = end) {
        end = Math.min(column + depth, (p / run + 1) * run);
        runTile(narrow, end - p, a, at + aColumns[p], aRows, row, b, from + (p - column) * width, c, to, cRows, cRow,
            rows, add || p > column);
      }
    }
  }

  private static void tile(boolean narrow, int depth, float[] a, int at, int[] aRows, int row, int[] aColumns,
      int column, float[] b, int from, float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    if (narrow) {
      IndexedTiles.narrow8(depth, a, at, aRows, row, aColumns, column, b, from, c, to, cRows, cRow, rows, add);
    } else if (rows > 4) {
      IndexedTiles.wide8(depth, a, at, aRows, row, aColumns, column, b, from, c, to, cRows, cRow, rows, add);
    } else {
      IndexedTiles.wide4(depth, a, at, aRows, row, aColumns, column, b, from, c, to, cRows, cRow, rows, add);
    }
  }

  private static void runTile(boolean narrow, int depth, float[] a, int at, int[] aRows, int row, float[] b, int from,
      float[] c, int to, int[] cRows, int cRow, int rows, boolean add) {
    if (narrow) {
      RunTiles.narrow8(depth, a, at, aRows, row, b, from, c, to, cRows, cRow, rows, add);
    } else if (rows > 4) {
      RunTiles.wide8(depth, a, at, aRows, row, b, from, c, to, cRows, cRow, rows, add);
    } else {
      RunTiles.wide4(depth, a, at, aRows, row, b, from, c, to, cRows, cRow, rows, add);
    }
  }

  private static void biasedTile(boolean narrow, int depth, float[] a, int at, int[] aRows, int row, int[] aColumns,
      float[] b, int from, float[] c, int to, int[] cRows, int rows, float[] bias, int biasAt, float floor) {
    if (narrow) {
      BiasedTiles.narrow8(depth, a, at, aRows, row, aColumns, b, from, c, to, cRows, row, rows, bias, biasAt, floor);
    } else {
      BiasedTiles.wide8(depth, a, at, aRows, row, aColumns, b, from, c, to, cRows, row, rows, bias, biasAt, floor);
    }
  }

  /** Whether some rows of B stand one behind the other, as a panel. */
  private static boolean isPanel(int depth, int panel, int[] bRows, int first) {
    for (int p = 1; p < depth; p++) {
      if (bRows[first + p] != bRows[first] + p * panel) {
        return false;
      }
    }
    return true;
  }

  /** Copies a block of a panel of B to scratch, row after row; lanes without a column are zero. */
  private static void pack(int depth, int width, int panel, float[] b, int from, int[] bRows, int first,
      float[] scratch) {
    for (int p = 0; p < depth; p++) {
      int row = from + bRows[first + p];
      int to = TILE + p * panel;
      if (width == PANEL) {
        FloatVector.fromArray(SPECIES, b, row).intoArray(scratch, to);
        FloatVector.fromArray(SPECIES, b, row + LANES).intoArray(scratch, to + LANES);
      } else if (width == LANES) {
        FloatVector.fromArray(SPECIES, b, row).intoArray(scratch, to);
      } else {
        for (int j = 0; j < panel; j++) {
          scratch[to + j] = j < width ? b[row + j] : 0;
        }
      }
    }
  }

  private static void load(int rows, int width, int panel, float[] c, int at, int[] cRows, int row, float[] tile) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        tile[i * panel + j] = c[at + cRows[row + i] + j];
      }
    }
  }

  private static void store(int rows, int width, int panel, float[] tile, float[] c, int to, int[] cRows, int row,
      float[] bias, int biasAt, boolean relu) {
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < width; j++) {
        float value = tile[i * panel + j];
        value = bias != null ? value + bias[biasAt + j] : value;
        c[to + cRows[row + i] + j] = relu ? Math.max(value, 0) : value;
      }
    }
  }
}
