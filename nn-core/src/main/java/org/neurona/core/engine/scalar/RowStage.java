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
  private float[][] b = new float[0][];
  private final int[] rows = new int[ROWS];
  private int[] columns = new int[0];
  private final float[] rest = new float[ROWS * RowLoops.DEPTH];

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
      // What is added for rows that do not exist is 0 times -0, which changes no sum, not even -0.
      for (int q = depth; q < p + RowLoops.DEPTH; q++) {
        Arrays.fill(b[q], 0, n, -0f);
      }
      for (int r = 0; r < count; r++) {
        for (int q = 0; q < RowLoops.DEPTH; q++) {
          rest[REST_ROWS[r] + q] =
              p + q < depth ? a[at + aRows[firstRow + r] + aColumns[firstColumn + p + q]] : 0;
        }
      }
      addFour(count, n, p, rest, 0, REST_ROWS, 0, REST_COLUMNS, 0);
    }
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
