package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.VectorMatmul.PANEL;


/**
 * Matrix products whose B was laid out before, once for many: its panels lie one after the other, each as deep as B,
 * row after row. The last panel begins at a column that the one before has too, rather than stick out; where B is
 * narrower than a panel its lanes beyond B are zero.
 */
final class PackedMatmul {
  private PackedMatmul() {}

  private static int panel(int n, int j) {
    return n - j <= LANES ? LANES : PANEL;
  }

  static int firstColumn(int n, int j) {
    return Math.max(0, Math.min(j, n - panel(n, j)));
  }

  /** How many floats the panels take. */
  static int size(int n, int k) {
    return Math.addExact(marks(n, k), (n - 1) / PANEL + 1);
  }

  /** Where the marks of the panels start. */
  private static int marks(int n, int k) {
    int last = (n - 1) / PANEL * PANEL;
    return Math.multiplyExact(k, last + panel(n, last));
  }

  /** Whether no panel has infinity or NaN. */
  static boolean isFinite(int n, int k, float[] packed) {
    boolean finite = true;
    for (int j = 0; j < n; j += PANEL) {
      finite &= isFinite(n, k, j, packed);
    }
    return finite;
  }

  /** Whether the panel that begins at a column has neither infinity nor NaN. */
  static boolean isFinite(int n, int k, int j, float[] packed) {
    return packed[marks(n, k) + j / PANEL] == 0;
  }

  /** Lays out the panels that begin between two columns. */
  static void pack(int n, int k, int fromColumn, int toColumn, float[] b, int bOffset, int bRow, int bColumn,
      float[] packed) {
    for (int j = fromColumn; j < toColumn; j += PANEL) {
      int panel = panel(n, j);
      int from = bOffset + firstColumn(n, j) * bColumn;
      if (bColumn == 1 && n >= panel) {
        for (int p = 0; p < k; p++) {
          System.arraycopy(b, from + p * bRow, packed, j * k + p * panel, panel);
        }
      } else {
        VectorMatmul.pack(k, Math.min(n, panel), panel, b, from, bRow, bColumn, packed, j * k);
      }
      packed[marks(n, k) + j / PANEL] = SumChecks.areFinite(k * panel, packed, j * k) ? 0 : Float.NaN;
    }
  }

  /** The product, in the order in which {@link VectorMatmul} computes it. */
  static void multiply(int m, int n, int k, float[] a, int aOffset, int aRow, int aColumn, float[] packed,
      float[] bias, int biasOffset, boolean relu, float[] c, int cOffset, int cRow, float[] scratch) {
    if (m == 1) {
      RowTimesPanels.multiply(n, k, a, aOffset, aColumn, packed, c, cOffset, scratch);
      if (bias != null || relu) {
        RowEpilogue.apply(n, c, cOffset, bias, biasOffset, relu);
      }
      return;
    }
    int blockDepth = VectorMatmul.blockDepth(k);
    NonZeros lists = NonZeros.find(m, n, k, VectorMatmul.ROWS, blockDepth, a, aOffset, aRow, aColumn);
    for (int j = 0; j < n; j += PANEL) {
      int panel = panel(n, j);
      boolean narrow = panel == LANES;
      int tileRows = narrow ? VectorMatmul.NARROW_ROWS : VectorMatmul.ROWS;
      boolean maySkip = lists != null && tileRows == VectorMatmul.ROWS && isFinite(n, k, j, packed);
      int column = firstColumn(n, j);
      for (int p = 0; p < k; p += blockDepth) {
        int depth = Math.min(blockDepth, k - p);
        int from = j * k + p * panel;
        for (int i = 0; i < m; ) {
          int rows = Math.min(m - i, tileRows);
          int at = aOffset + i * aRow + p * aColumn;
          int to = cOffset + i * cRow + column;
          int list = maySkip ? lists.list(i / tileRows, p / blockDepth) : -1;
          if (n < panel) {
            throughScratch(narrow, depth, a, at, aRow, aColumn, packed, from, panel, c, to, cRow, rows, n, p > 0,
                scratch);
          } else if (list < 0 || !VectorMatmul.listedTile(narrow, lists, list, a, at, aRow, packed, from, c, to, cRow, 1,
              rows, p > 0, scratch)) {
            VectorMatmul.tile(narrow, depth, a, at, aRow, aColumn, packed, from, panel, null, c, to, cRow, rows,
                p > 0);
          }
          if (p + depth == k && (bias != null || relu)) {
            for (int row = 0; row < rows; row++) {
              RowEpilogue.apply(Math.min(n, panel), c, to + row * cRow, bias, biasOffset + column, relu);
            }
          }
          i += rows;
        }
      }
    }
  }

  /** A tile that is wider than C. */
  private static void throughScratch(boolean narrow, int depth, float[] a, int at, int aRow, int aColumn,
      float[] packed, int from, int panel, float[] c, int to, int cRow, int rows, int n, boolean add,
      float[] scratch) {
    for (int i = 0; add && i < rows; i++) {
      System.arraycopy(c, to + i * cRow, scratch, i * panel, n);
    }
    VectorMatmul.tile(narrow, depth, a, at, aRow, aColumn, packed, from, panel, null, scratch, 0, panel, rows, add);
    for (int i = 0; i < rows; i++) {
      System.arraycopy(scratch, i * panel, c, to + i * cRow, n);
    }
  }
}
