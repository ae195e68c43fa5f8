package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;

/**
 * Where the left factor of a product has anything but zeros: for each tile of its rows, and each block of its depth,
 * the list of the columns in which one of the tile's rows has something. Of pixels, one-hot rows and bags of words that
 * is a small part. A list that would hold most columns is not made, which on rows without zeros comes out at the first few
 * columns. What is not made has no bearing on any result.
 *
 * <p>There is one for each thread, for the product that it computes. -0 counts as something.
 */
final class NonZeros {
  /** With fewer columns finding out takes longer than what it saves: where they stand side by side, or apart. */
  private static final int LEAST_DEPTH = 64;
  private static final int LEAST_DEPTH_APART = 16;
  /** With fewer columns of the product, too. */
  private static final int LEAST_WIDTH = 2 * VectorMatmul.PANEL;
  /** So many columns say something about the others. */
  private static final int FEW = 16;
  /** A list of more than three quarters of the depth takes as long as no list. */
  private static final int WORTH = 3;
  private static final int OF = 4;
  /** Columns that are looked at together. */
  private static final int STRETCH = 64;
  /** The most columns in all lists, for they are read through once for each panel of the right factor. */
  private static final int MOST = 1 << 17;
  private static final ThreadLocal<NonZeros> OWN = ThreadLocal.withInitial(NonZeros::new);

  private int[] columns = new int[0];
  /** Where each of them is in the factor's array, counted likewise: that is the same unless columns stand apart. */
  private int[] places = columns;
  private int[] placesApart = new int[0];
  /** What the rows of a tile have in some columns. */
  private final int[] bits = new int[STRETCH];
  /** Where each list starts, tile by tile for a block and block by block; and its length, or -1 for none. */
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private int tiles;

  private NonZeros() {}

  /**
   * Finds the columns of an m x k factor, which are valid until the next call in this thread.
   *
   * @param n how many columns the product has
   * @param rows of a tile
   * @param blockDepth columns of a block
   * @return null if there is not a single list, or none is worth looking for
   */
  static NonZeros find(int m, int n, int k, int rows, int blockDepth, float[] a, int aOffset, int aRow, int aColumn) {
    if (m <= 0 || n < LEAST_WIDTH || blockDepth < (aColumn == 1 ? LEAST_DEPTH : LEAST_DEPTH_APART)) {
      return null;
    }
    NonZeros own = OWN.get();
    return own.findAll(m, k, rows, blockDepth, a, aOffset, aRow, aColumn) ? own : null;
  }

  /** The columns of all lists, each counted from the start of its block. */
  int[] columns() {
    return columns;
  }

  /** Where in the factor's array each of them is, counted from the first column of the block. */
  int[] places() {
    return places;
  }

  /** The list of a tile for a block, both counted from 0; -1 where there is none. */
  int list(int tile, int block) {
    int list = block * tiles + tile;
    return lengths[list] < 0 ? -1 : list;
  }

  /** Where in the {@link #columns} a list starts. */
  int start(int list) {
    return starts[list];
  }

  /** Where it ends. */
  int end(int list) {
    return starts[list] + lengths[list];
  }

  private boolean findAll(int m, int k, int rows, int blockDepth, float[] a, int aOffset, int aRow, int aColumn) {
    tiles = (m + rows - 1) / rows;
    int lists = (k + blockDepth - 1) / blockDepth * tiles;
    if (starts.length < lists) {
      starts = new int[lists];
      lengths = new int[lists];
    }
    int used = 0;
    boolean any = false;
    for (int list = 0; list < lists; list++) {
      int p = list / tiles * blockDepth;
      int i = list % tiles * rows;
      int depth = Math.min(blockDepth, k - p);
      int at = aOffset + i * aRow + p * aColumn;
      int length = used + depth <= MOST ? find(Math.min(rows, m - i), depth, a, at, aRow, aColumn, used) : -1;
      starts[list] = used;
      lengths[list] = length;
      if (length >= 0) {
        used += length;
        any = true;
      }
    }
    return any;
  }

  /** Finds the columns of a block of a tile, written from one place on; returns how many, -1 for too many. */
  private int find(int rows, int depth, float[] a, int at, int aRow, int aColumn, int to) {
    reserve(to + depth, aColumn != 1);
    int length = aColumn == 1 ? acrossRows(rows, depth, a, at, aRow, to)
        : oneByOne(rows, depth, a, at, aRow, aColumn, to);
    return OF * length > WORTH * depth ? -1 : length;
  }

  private void reserve(int size, boolean apart) {
    if (columns.length < size) {
      columns = Arrays.copyOf(columns, Math.max(size, 2 * columns.length));
    }
    if (apart && placesApart.length < size) {
      placesApart = Arrays.copyOf(placesApart, Math.max(size, 2 * placesApart.length));
    }
    places = apart ? placesApart : columns;
  }

  /** Whether so many of the first columns have something that the list won't be worth its while. */
  private static boolean isFull(int length, int seen) {
    return seen >= FEW && OF * length > WORTH * seen;
  }

  /** Where columns stand side by side: some vectors at a time. */
  private int acrossRows(int rows, int depth, float[] a, int at, int aRow, int to) {
    int end = to;
    int p = 0;
    for (; p <= depth - LANES && !isFull(end - to, p); ) {
      int next = Math.min(p + STRETCH, depth - (depth - p) % LANES);
      unite(rows, next - p, a, at + p, aRow, bits);
      end = list(p, next - p, bits, columns, end);
      p = next;
    }
    if (isFull(end - to, p)) {
      return depth;
    }
    for (; p < depth; p++) {
      columns[end] = p;
      end += oneIfAny(bits(rows, a, at + p, aRow));
    }
    return end - to;
  }

  /** Writes which bits are set in any row, for some columns; the last of fewer than eight is looked at again. */
  private static void unite(int rows, int count, float[] a, int at, int aRow, int[] united) {
    int last = rows - 1;
    int a1 = at + Math.min(1, last) * aRow;
    int a2 = at + Math.min(2, last) * aRow;
    int a3 = at + Math.min(3, last) * aRow;
    int a4 = at + Math.min(4, last) * aRow;
    int a5 = at + Math.min(5, last) * aRow;
    int a6 = at + Math.min(6, last) * aRow;
    int a7 = at + Math.min(7, last) * aRow;
    for (int p = 0; p < count; p += LANES) {
      IntVector even = bits(a, at + p).or(bits(a, a2 + p)).or(bits(a, a4 + p)).or(bits(a, a6 + p));
      IntVector odd = bits(a, a1 + p).or(bits(a, a3 + p)).or(bits(a, a5 + p)).or(bits(a, a7 + p));
      even.or(odd).intoArray(united, p);
    }
  }

  /** Lists the columns from this one on that have a bit set; returns where the list ends. */
  private static int list(int first, int count, int[] united, int[] columns, int to) {
    int end = to;
    for (int p = 0; p < count; p++) {
      columns[end] = first + p;
      end += oneIfAny(united[p]);
    }
    return end;
  }

  private static IntVector bits(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at).reinterpretAsInts();
  }

  /** Where columns stand apart. */
  private int oneByOne(int rows, int depth, float[] a, int at, int aRow, int aColumn, int to) {
    int[] list = columns;
    int[] apart = placesApart;
    int end = to;
    int p = 0;
    for (; p < depth && !isFull(end - to, p); p++) {
      int place = p * aColumn;
      list[end] = p;
      apart[end] = place;
      end += oneIfAny(rows == 8 && aRow == 1 ? bitsOfEight(a, at + place) : bits(rows, a, at + place, aRow));
    }
    return isFull(end - to, p) ? depth : end - to;
  }

  /** What {@link #bits} finds for eight rows that stand side by side. */
  private static int bitsOfEight(float[] a, int at) {
    int low = bits(a[at]) | bits(a[at + 1]) | bits(a[at + 2]) | bits(a[at + 3]);
    return low | bits(a[at + 4]) | bits(a[at + 5]) | bits(a[at + 6]) | bits(a[at + 7]);
  }

  private static int bits(float x) {
    return Float.floatToRawIntBits(x);
  }

  /** 1 if any bit is set, otherwise 0, without a branch. */
  private static int oneIfAny(int bits) {
    return (bits | -bits) >>> Integer.SIZE - 1;
  }

  /** The bits that some row has in a column. */
  private static int bits(int rows, float[] a, int at, int aRow) {
    int bits = 0;
    for (int row = 0; row < rows; row++) {
      bits |= bits(a[at + row * aRow]);
    }
    return bits;
  }
}
