package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;

import java.util.Arrays;
import org.neurona.core.engine.scalar.DotProducts;

/**
 * Matrix products. C is computed in panels two vectors wide, each over blocks of k that leave a block of the panel of B
 * in the first-level cache. The first tile of rows reads B where it is and copies it on the way to scratch, for the
 * others to find it in one piece.
 *
 * <p>Every element is summed in the order of k by fused operations, in whichever way it is computed: a block of k goes
 * on from what the one before left in C.
 */
final class VectorMatmul {
  /** Rows of a tile: two accumulators for each must fit in registers, of which only the older x86 have 16. */
  static final int ROWS = Vectors.REGISTERS >= 32 ? 8 : 4;
  /** Columns of a panel. */
  static final int PANEL = 2 * LANES;
  static final int NARROW_ROWS = 8;
  private static final int TILE = MatmulTiles.COPY;
  private static final int DEPTH = 1024;

  private VectorMatmul() {}

  /** A tile of C for where it cannot be stored as it is, then a block of a panel of B. */
  static int scratch(int k) {
    return TILE + Math.min(k, DEPTH) * PANEL;
  }

  static void multiply(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b, int bOffset,
      int bRow, int bColumn, float[] c, int cOffset, int cRow, float[] scratch) {
    if (k == 0) {
      for (int i = 0; i < m; i++) {
        Arrays.fill(c, cOffset + i * cRow, cOffset + i * cRow + n, 0);
      }
    } else if (m == 1 && bColumn == 1) {
      RowTimesMatrix.multiply(n, k, a, aOffset, aColumn, b, bOffset, bRow, c, cOffset);
    } else if (m == 1) {
      DotProducts.multiply(n, k, a, aOffset, aColumn, b, bOffset, bRow, bColumn, c, cOffset);
    } else if (bColumn != 1 && (long) m * (n + k) < (long) n * k) {
      // Vectors want rows of B side by side, but to transpose A and C, in C' = B' A', is less work.
      multiplyInPanels(n, m, k, b, bOffset, bColumn, bRow, a, aOffset, aColumn, aRow, c, cOffset, 1, cRow, scratch);
    } else {
      multiplyInPanels(m, n, k, a, aOffset, aRow, aColumn, b, bOffset, bRow, bColumn, c, cOffset, cRow, 1, scratch);
    }
  }

  /** How many rows of B go through a tile at a time: a panel of them stays in the first-level cache. */
  static int blockDepth(int k) {
    int blocks = (k + DEPTH - 1) / DEPTH;
    return (k + blocks - 1) / blocks;
  }

  private static void multiplyInPanels(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] b,
      int bOffset, int bRow, int bColumn, float[] c, int cOffset, int cRow, int cColumn, float[] scratch) {
    int blockDepth = blockDepth(k);
    // Not for the first tile, which shows whether B is finite.
    NonZeros lists = NonZeros.find(m - ROWS, n, k, ROWS, blockDepth, a, aOffset + ROWS * aRow, aRow, aColumn);
    for (int j = 0; j < n; j += PANEL) {
      // The last panel moves back over columns that are done, rather than stick out.
      boolean narrow = n - j <= LANES;
      int panel = narrow ? LANES : PANEL;
      int tileRows = narrow ? NARROW_ROWS : ROWS;
      int width = Math.min(n, panel);
      int column = Math.min(j, n - width);
      for (int p = 0; p < k; p += blockDepth) {
        int depth = Math.min(blockDepth, k - p);
        int from = bOffset + p * bRow + column * bColumn;
        // What a vector reads beyond its row is never stored, but it must be there.
        boolean inPlace = bColumn == 1 && from + (depth - 1) * bRow + panel <= b.length;
        if (!inPlace) {
          pack(depth, width, panel, b, from, bRow, bColumn, scratch, TILE);
        }
        boolean maySkip = lists != null && tileRows == ROWS;
        for (int i = 0; i < m; ) {
          int rows = Math.min(m - i, tileRows);
          int at = aOffset + i * aRow + p * aColumn;
          int to = cOffset + i * cRow + column * cColumn;
          boolean first = inPlace && i == 0;
          float[] source = first ? b : scratch;
          int sourceAt = first ? from : TILE;
          int sourceRow = first ? bRow : panel;
          float[] copy = first && rows < m ? scratch : null;
          boolean whole = width == panel && cColumn == 1;
          int list = maySkip && i > 0 ? lists.list(i / tileRows - 1, p / blockDepth) : -1;
          if (list < 0 || !listedTile(narrow, lists, list, a, at, aRow, source, sourceAt, c, to, cRow, cColumn, rows,
              p > 0, scratch)) {
            if (!whole && p > 0) {
              copy(rows, width, c, to, cRow, cColumn, scratch, 0, panel, 1);
            }
            tile(narrow, depth, a, at, aRow, aColumn, source, sourceAt, sourceRow, copy, whole ? c : scratch,
                whole ? to : 0, whole ? cRow : panel, rows, p > 0);
            if (!whole) {
              copy(rows, width, scratch, 0, panel, 1, c, to, cRow, cColumn);
            }
          }
          if (maySkip && i == 0) {
            maySkip = SumChecks.areFinite(width, whole ? c : scratch, whole ? to : 0);
          }
          i += rows;
        }
      }
    }
  }

  /**
   * A tile that leaves out columns of A that are zero, for a block of B without infinity and NaN, and a C that is wider
   * than a panel, as it is where there are lists. A sum is then the same to the last bit, unless it is -0: that comes of
   * products too small for a float, and a +0 that was left out would have made it +0.
   *
   * @param cColumn how far apart elements of a row of C are
   * @return false where a sum is -0, so that the tile must be computed with all columns: C is then as it was, if that
   *     matters
   */
  static boolean listedTile(boolean narrow, NonZeros lists, int list, float[] a, int at, int aRow, float[] b, int from,
      float[] c, int to, int cRow, int cColumn, int rows, boolean add, float[] scratch) {
    int panel = narrow ? LANES : PANEL;
    if (!add && cColumn == 1) {
      listedTile(narrow, lists, list, a, at, aRow, b, from, c, to, cRow, rows, false);
      return !SumChecks.hasNegativeZero(rows, panel, c, to, cRow);
    }
    if (add) {
      copy(rows, panel, c, to, cRow, cColumn, scratch, 0, panel, 1);
    }
    listedTile(narrow, lists, list, a, at, aRow, b, from, scratch, 0, panel, rows, add);
    boolean right = !SumChecks.hasNegativeZero(rows, panel, scratch, 0, panel);
    if (right) {
      copy(rows, panel, scratch, 0, panel, 1, c, to, cRow, cColumn);
    }
    return right;
  }

  private static void listedTile(boolean narrow, NonZeros lists, int list, float[] a, int at, int aRow,
      float[] b, int from, float[] c, int to, int cRow, int rows, boolean add) {
    int first = lists.start(list);
    int end = lists.end(list);
    if (narrow) {
      ListedTiles.narrow8(lists.columns(), lists.places(), first, end, a, at, aRow, b, from, c, to, cRow, rows, add);
    } else if (rows > 4) {
      ListedTiles.wide8(lists.columns(), lists.places(), first, end, a, at, aRow, b, from, c, to, cRow, rows, add);
    } else {
      ListedTiles.wide4(lists.columns(), lists.places(), first, end, a, at, aRow, b, from, c, to, cRow, rows, add);
    }
  }

  /** One of the {@link MatmulTiles}. */
  static void tile(boolean narrow, int depth, float[] a, int at, int aRow, int aColumn, float[] b, int from,
      int bRow, float[] copy, float[] c, int to, int cRow, int rows, boolean add) {
    if (narrow) {
      MatmulTiles.narrow8(depth, a, at, aRow, aColumn, b, from, bRow, copy, c, to, cRow, rows, add);
    } else if (rows > 4) {
      MatmulTiles.wide8(depth, a, at, aRow, aColumn, b, from, bRow, copy, c, to, cRow, rows, add);
    } else {
      MatmulTiles.wide4(depth, a, at, aRow, aColumn, b, from, bRow, copy, c, to, cRow, rows, add);
    }
  }

  private static void copy(int rows, int columns, float[] from, int at, int row, int column, float[] target, int to,
      int targetRow, int targetColumn) {
    if (targetColumn == 1 && column == 1) {
      for (int i = 0; i < rows; i++) {
        System.arraycopy(from, at + i * row, target, to + i * targetRow, columns);
      }
    } else if (rows == 8) {
      for (int j = 0; j < columns; j++) {
        copyEight(from, at + j * column, row, target, to + j * targetColumn, targetRow);
      }
    } else {
      for (int j = 0; j < columns; j++) {
        for (int i = 0; i < rows; i++) {
          target[to + i * targetRow + j * targetColumn] = from[at + i * row + j * column];
        }
      }
    }
  }

  /** Eight loads before eight stores: a loop would be unrolled less well, for its stores might change what it loads. */
  private static void copyEight(float[] from, int at, int step, float[] target, int to, int targetStep) {
    float x0 = from[at];
    float x1 = from[at + step];
    float x2 = from[at + 2 * step];
    float x3 = from[at + 3 * step];
    float x4 = from[at + 4 * step];
    float x5 = from[at + 5 * step];
    float x6 = from[at + 6 * step];
    float x7 = from[at + 7 * step];
    target[to] = x0;
    target[to + targetStep] = x1;
    target[to + 2 * targetStep] = x2;
    target[to + 3 * targetStep] = x3;
    target[to + 4 * targetStep] = x4;
    target[to + 5 * targetStep] = x5;
    target[to + 6 * targetStep] = x6;
    target[to + 7 * targetStep] = x7;
  }

  /** Copies a block of a panel of B, row after row; lanes without a column are zero. */
  static void pack(int depth, int width, int panel, float[] b, int from, int bRow, int bColumn, float[] target,
      int to) {
    int j = 0;
    for (; j <= width - 8; j += 8) {
      for (int p = 0; p < depth; p++) {
        copyEight(b, from + p * bRow + j * bColumn, bColumn, target, to + p * panel + j, 1);
      }
    }
    for (; j < panel; j++) {
      for (int p = 0; p < depth; p++) {
        target[to + p * panel + j] = j < width ? b[from + p * bRow + j * bColumn] : 0;
      }
    }
  }
}
