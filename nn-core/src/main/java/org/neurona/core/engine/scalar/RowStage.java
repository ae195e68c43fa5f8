package org.neurona.core.engine.scalar;

import java.util.Arrays;

/**
 * Where products are computed, one for each thread: some rows of B, and a few of C, each at the front of an array of
 * its own for the sake of {@link RowLoops}.
 */
final class RowStage {
  /** Rows of C: as many as stay in the nearest cache while rows of B go by. */
  static final int ROWS = 16;
  /** The longest row. */
  static final int LENGTH = Stage.LENGTH;
  /**
   * Together with their header of 16 bytes such arrays fill whole cache lines, so that of those made one after the
   * other all elements with the same index are at the same place in a line: where C2 aligns one row, it aligns all.
   */
  private static final int ALLOCATED = LENGTH + 12;
  private static final ThreadLocal<RowStage> STAGES = ThreadLocal.withInitial(RowStage::new);

  /** Where the rows of {@link #rest} start, and its columns. */
  private static final int[] REST_ROWS = multiples(ROWS, RowLoops.DEPTH);
  private static final int[] REST_COLUMNS = multiples(RowLoops.DEPTH, 1);

  /** Rows of C. */
  final float[][] c = new float[ROWS][ALLOCATED];
  /** For the first of two rows of a whole C that go together: whether something was added, and then some left out. */
  private boolean[] begun = new boolean[0];
  private boolean[] doubtful = new boolean[0];
  /** The first of each two rows on the stage to which something is added. */
  private final int[] taken = new int[ROWS];
  private float[][] b = new float[0][];
  private final int[] rows = new int[ROWS];
  private int[] columns = new int[0];
  private final float[] rest = new float[ROWS * RowLoops.DEPTH];

  /** What {@link #mayDiffer} goes by. */
  private final float[] positive = new float[ALLOCATED];
  private final float[] notFinite = new float[ALLOCATED];

  private RowStage() {}

  private static int[] multiples(int count, int of) {
    int[] multiples = new int[count];
    for (int i = 0; i < count; i++) {
      multiples[i] = i * of;
    }
    return multiples;
  }

  /** The stage of this thread. */
  static RowStage own() {
    return STAGES.get();
  }

  /** Rows of B: at least so many, and a whole number of what goes together. */
  float[][] b(int depth) {
    if (b.length < depth) {
      b = new float[(depth + RowLoops.DEPTH - 1) / RowLoops.DEPTH * RowLoops.DEPTH][ALLOCATED];
    }
    return b;
  }

  /** A table of where rows of A start that are so far apart: as many as C has. */
  int[] rows(int apart) {
    for (int r = 0; r < ROWS; r++) {
      rows[r] = r * apart;
    }
    return rows;
  }

  /** A table of where columns of A start that are so far apart. */
  int[] columns(int count, int apart) {
    if (columns.length < count) {
      columns = new int[count];
    }
    for (int p = 0; p < count; p++) {
      columns[p] = p * apart;
    }
    return columns;
  }

  /** Makes the first rows of C zero. */
  void clear(int count, int n) {
    for (int r = 0; r < count; r++) {
      Arrays.fill(c[r], 0, n, 0);
    }
  }

  /**
   * {@code C += A B} for the first rows of C and of B, with n elements each. Element (r, p) of A is
   * {@code a[at + aRows[firstRow + r] + aColumns[firstColumn + p]]}.
   */
  void add(int count, int n, int depth, float[] a, int at, int[] aRows, int firstRow, int[] aColumns,
      int firstColumn) {
    int p = 0;
    for (; p <= depth - RowLoops.DEPTH; p += RowLoops.DEPTH) {
      addFour(count, n, p, a, at, aRows, firstRow, aColumns, firstColumn + p);
    }
    if (p < depth) {
      addRest(count, n, p, depth, a, at, aRows, firstRow, aColumns, firstColumn);
    }
  }

  private void addRest(int count, int n, int p, int depth, float[] a, int at, int[] aRows, int firstRow,
      int[] aColumns, int firstColumn) {
    // What is added for rows that do not exist is 0 times -0, which changes no sum, not even -0.
    for (int q = depth; q < p + RowLoops.DEPTH; q++) {
      Arrays.fill(b[q], 0, n, -0f);
    }
    for (int r = 0; r < count; r++) {
      for (int q = 0; q < RowLoops.DEPTH; q++) {
        rest[REST_ROWS[r] + q] = p + q < depth ? a[at + aRows[firstRow + r] + aColumns[firstColumn + p + q]] : 0;
      }
    }
    addFour(count, n, p, rest, 0, REST_ROWS, 0, REST_COLUMNS, 0);
  }

  /** Begins a product of m rows, of which {@link #addNonZero} leaves some out. */
  void begin(int m) {
    if (begun.length < m) {
      begun = new boolean[m];
      doubtful = new boolean[m];
    }
    Arrays.fill(begun, 0, m, false);
    Arrays.fill(doubtful, 0, m, false);
  }

  /**
   * {@link #add} without most products of zeros: rows of C pass over four rows of B if all their factors are 0. The
   * sums are those of {@code add} unless {@link #mayDiffer} says that they may not be. Each row of B goes to some of
   * the first rows of a whole C all the same, so that it shows there if it isn't finite.
   *
   * @param row which row of a whole C is the first on the stage
   */
  void addNonZero(int row, int count, int n, int depth, float[] a, int at, int[] aRows, int[] aColumns) {
    int p = 0;
    for (; p <= depth - RowLoops.DEPTH; p += RowLoops.DEPTH) {
      int p0 = at + aColumns[p];
      int p1 = at + aColumns[p + 1];
      int p2 = at + aColumns[p + 2];
      int p3 = at + aColumns[p + 3];
      int pairs = 0;
      for (int r = 0; r < count; r += RowLoops.ROWS) {
        int next = Math.min(r + 1, count - 1);
        boolean must = row == 0 && pairs == 0 && r >= count - RowLoops.ROWS;
        boolean skips = !must && isZero(a, aRows[r], p0, p1, p2, p3) && isZero(a, aRows[next], p0, p1, p2, p3);
        doubtful[row + r] |= skips && begun[row + r];
        begun[row + r] |= !skips;
        taken[pairs] = r;
        pairs += skips ? 0 : 1;
      }
      if (pairs * RowLoops.ROWS >= count) {
        addFour(count, n, p, a, at, aRows, 0, aColumns, p);
      } else {
        addFourToSome(pairs, count, n, p, a, aRows, p0, p1, p2, p3);
      }
    }
    if (p < depth) {
      addRest(count, n, p, depth, a, at, aRows, 0, aColumns, 0);
    }
  }

  /** Adds four rows of B to the rows of C that are {@link #taken}. */
  private void addFourToSome(int pairs, int count, int n, int p, float[] a, int[] aRows, int p0, int p1, int p2,
      int p3) {
    float[] b0 = b[p];
    float[] b1 = b[p + 1];
    float[] b2 = b[p + 2];
    float[] b3 = b[p + 3];
    for (int i = 0; i < pairs; i++) {
      int r = taken[i];
      if (r < count - 1) {
        RowLoops.addToTwo(n, a, aRows[r], aRows[r + 1], p0, p1, p2, p3, b0, b1, b2, b3, c[r], c[r + 1]);
      } else {
        RowLoops.addToOne(n, a, aRows[r], p0, p1, p2, p3, b0, b1, b2, b3, c[r]);
      }
    }
  }

  /** Whether a row of A is 0 in four columns. */
  static boolean isZero(float[] a, int at, int p0, int p1, int p2, int p3) {
    return a[at + p0] == 0 && a[at + p1] == 0 && a[at + p2] == 0 && a[at + p3] == 0;
  }

  /**
   * Whether {@link #addNonZero} may have left out what {@link #add} would not. 0 times what isn't finite is NaN: then a
   * sum isn't finite that had it. And a sum may be -0, of products too small for a float, which +0 would have made +0.
   * All other sums are not changed by a product of 0.
   */
  boolean mayDiffer(int row, int count, int n) {
    return row == 0 && !areFinite(count, n) || hasDoubtfulZero(row, count, n);
  }

  private boolean areFinite(int count, int n) {
    Arrays.fill(notFinite, 0, n, 0);
    for (int r = 0; r < count; r++) {
      RowLoops.addIfNotFinite(n, c[r], notFinite);
    }
    boolean finite = true;
    for (int j = 0; j < n; j++) {
      finite &= notFinite[j] == 0;
    }
    return finite;
  }

  private boolean hasDoubtfulZero(int row, int count, int n) {
    boolean has = false;
    for (int r = 0; r < count && !has; r++) {
      if (doubtful[row + r / RowLoops.ROWS * RowLoops.ROWS]) {
        RowLoops.copyPositive(n, c[r], positive);
        has = Arrays.mismatch(c[r], 0, n, positive, 0, n) >= 0;
      }
    }
    return has;
  }

  private void addFour(int count, int n, int p, float[] a, int at, int[] aRows, int firstRow, int[] aColumns,
      int column) {
    float[] b0 = b[p];
    float[] b1 = b[p + 1];
    float[] b2 = b[p + 2];
    float[] b3 = b[p + 3];
    int p0 = at + aColumns[column];
    int p1 = at + aColumns[column + 1];
    int p2 = at + aColumns[column + 2];
    int p3 = at + aColumns[column + 3];
    int r = 0;
    for (; r <= count - 2; r += 2) {
      RowLoops.addToTwo(n, a, aRows[firstRow + r], aRows[firstRow + r + 1], p0, p1, p2, p3, b0, b1, b2, b3, c[r],
          c[r + 1]);
    }
    if (r < count) {
      RowLoops.addToOne(n, a, aRows[firstRow + r], p0, p1, p2, p3, b0, b1, b2, b3, c[r]);
    }
  }
}
