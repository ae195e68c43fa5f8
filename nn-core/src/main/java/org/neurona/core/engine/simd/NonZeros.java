package org.neurona.core.engine.simd;

import static org.neurona.core.engine.simd.Vectors.LANES;
import static org.neurona.core.engine.simd.Vectors.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * Where the left factor of a product has anything but zeros: for each tile of its rows, and each block of its depth, the
 * list of the columns in which one of the tile's rows has something. Of pixels, one-hot rows and bags of words that is a
 * small part. A list that would hold most columns is not made, which on rows without zeros comes out at the first few
 * columns. What is not made has no bearing on any result.
 *
 * <p>There is one for each thread, for the product that it computes. -0 counts as something.
 */
final class NonZeros {
  /** Less than this is not worth looking at. */
  private static final int LEAST_DEPTH = 16;
  /** A list of more than this part of the depth takes as long as no list. */
  private static final double WORTH = 0.75;
  /** The most columns in all lists, for they are read through once for each panel of the right factor. */
  private static final int MOST = 1 << 17;
  /** As many floats as a tile has rows. */
  private static final VectorSpecies<Float> TILE =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorMatmul.ROWS * Float.SIZE));
  private static final ThreadLocal<NonZeros> OWN = ThreadLocal.withInitial(NonZeros::new);

  private int[] columns = new int[0];
  /** Where each list starts, tile by tile for a block and block by block; and its length, or -1 for none. */
  private int[] starts = new int[0];
  private int[] lengths = new int[0];
  private int tiles;

  private NonZeros() {}

  /**
   * Finds the columns of an m x k factor, which are valid until the next call in this thread.
   *
   * @param rows of a tile
   * @param blockDepth columns of a block
   * @return null if there is not a single list
   */
  static NonZeros find(int m, int k, int rows, int blockDepth, float[] a, int aOffset, int aRow, int aColumn) {
    if (blockDepth < LEAST_DEPTH || aColumn != 1 && aRow != 1) {
      return null;
    }
    NonZeros own = OWN.get();
    return own.findAll(m, k, rows, blockDepth, a, aOffset, aRow, aColumn) ? own : null;
  }

  /** The columns of all lists, each counted from the start of its block. */
  int[] columns() {
    return columns;
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

  /** Finds the columns of a block of a tile, written from one place on; returns how many, or -1 if they are too many. */
  private int find(int rows, int depth, float[] a, int at, int aRow, int aColumn, int to) {
    if (columns.length < to + depth) {
      columns = Arrays.copyOf(columns, Math.max(to + depth, Math.min(MOST, 2 * columns.length)));
    }
    int length = aColumn == 1 ? acrossRows(rows, depth, a, at, aRow, to) : alongRows(rows, depth, a, at, aColumn, to);
    return length > (int) (WORTH * depth) ? -1 : length;
  }

  /** Whether not one of enough columns was left out. */
  private static boolean isFull(int seen, int length) {
    return length == seen && seen >= LEAST_DEPTH;
  }

  /** Where columns stand side by side: a vector of them at a time. */
  private int acrossRows(int rows, int depth, float[] a, int at, int aRow, int to) {
    int[] list = columns;
    int end = to;
    int last = (rows - 1) * aRow;
    int p = 0;
    for (; p <= depth - LANES && !isFull(p, end - to); p += LANES) {
      IntVector some = bits(a, at + p);
      for (int row = aRow; row <= last; row += aRow) {
        some = some.or(bits(a, at + p + row));
      }
      for (long word = some.compare(VectorOperators.NE, 0).toLong(); word != 0; word &= word - 1) {
        list[end++] = p + Long.numberOfTrailingZeros(word);
      }
    }
    if (isFull(p, end - to)) {
      return depth;
    }
    for (; p < depth; p++) {
      list[end] = p;
      end += anyBit(rows, a, at + p, aRow);
    }
    return end - to;
  }

  private static IntVector bits(float[] a, int at) {
    return FloatVector.fromArray(SPECIES, a, at).reinterpretAsInts();
  }

  /** Where rows stand side by side: those of a column at a time. */
  private int alongRows(int rows, int depth, float[] a, int at, int aColumn, int to) {
    int[] list = columns;
    int end = to;
    boolean whole = rows == TILE.length() && rows <= LANES;
    for (int p = 0; p < depth; p++) {
      list[end] = p;
      end += whole ? anyBit(a, at + p * aColumn) : anyBit(rows, a, at + p * aColumn, 1);
      if (isFull(p + 1, end - to)) {
        return depth;
      }
    }
    return end - to;
  }

  /** 1 if some row of a whole tile isn't 0 in a column, otherwise 0. */
  private static int anyBit(float[] a, int at) {
    long bits = FloatVector.fromArray(TILE, a, at).reinterpretAsInts().compare(VectorOperators.NE, 0).toLong();
    return (int) (-bits >>> Long.SIZE - 1);
  }

  /** 1 if some row isn't 0 in a column, otherwise 0. */
  private static int anyBit(int rows, float[] a, int at, int aRow) {
    int bits = 0;
    for (int row = 0; row < rows; row++) {
      bits |= Float.floatToRawIntBits(a[at + row * aRow]);
    }
    return bits == 0 ? 0 : 1;
  }
}
