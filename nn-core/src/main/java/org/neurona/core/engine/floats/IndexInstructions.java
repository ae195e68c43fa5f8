package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.ops.Gather;

/** Instructions about indices: finding, spreading, gathering and scattering them. */
final class IndexInstructions {
  private IndexInstructions() {}

  /** The index of each row's largest element, the first where several are. */
  static Instruction argMax(int rows, int width, Buffer input, Buffer result) {
    return new RowInstruction(rows, 5 + width) {
      @Override
      void rows(int worker, int from, int to) {
        float[] x = input.array();
        for (int row = from; row < to; row++) {
          int at = input.offset() + row * width;
          int best = 0;
          for (int i = 1; i < width; i++) {
            if (x[at + i] > x[at + best]) {
              best = i;
            }
          }
          result.array()[result.offset() + row] = best;
        }
      }
    };
  }

  /** For each index a row that is 1 there and 0 elsewhere. */
  static Instruction oneHot(int rows, int depth, Buffer input, Buffer result) {
    return new RowInstruction(rows, 5 + 0.2 * depth) {
      @Override
      void rows(int worker, int from, int to) {
        int start = result.offset() + from * depth;
        Arrays.fill(result.array(), start, start + (to - from) * depth, 0);
        for (int row = from; row < to; row++) {
          float index = input.array()[input.offset() + row];
          if (index >= 0 && index < depth) {
            result.array()[result.offset() + row * depth + (int) index] = 1;
          }
        }
      }
    };
  }

  /** For each index the row of a table; NaN for one out of range. */
  static Instruction gather(Gather op, int count, int tableRows, int width, Buffer table, Buffer indices,
      Buffer result) {
    return new RowInstruction(count, 10 + 0.1 * width) {
      @Override
      void rows(int worker, int from, int to) {
        for (int i = from; i < to; i++) {
          float index = indices.array()[indices.offset() + i];
          int target = result.offset() + i * width;
          if (index >= 0 && index < tableRows) {
            System.arraycopy(table.array(), table.offset() + (int) index * width, result.array(), target, width);
          } else {
            op.refuse(index, tableRows);
            Arrays.fill(result.array(), target, target + width, Float.NaN);
          }
        }
      }
    };
  }

  /** Adds rows to those rows of a zero table that the indices name, in order: one tile, so that sums have one order. */
  static Instruction scatterAdd(int count, int tableRows, int width, Buffer indices, Buffer updates, Buffer result) {
    return new Instruction() {
      @Override
      int tiles() {
        return 1;
      }

      @Override
      double tileCost() {
        return 0.1 * tableRows * width + 0.5 * count * width;
      }

      @Override
      void run(int worker, int from, int to) {
        float[] table = result.array();
        Arrays.fill(table, result.offset(), result.offset() + tableRows * width, 0);
        for (int i = 0; i < count; i++) {
          float index = indices.array()[indices.offset() + i];
          if (index >= 0 && index < tableRows) {
            int target = result.offset() + (int) index * width;
            int source = updates.offset() + i * width;
            for (int j = 0; j < width; j++) {
              table[target + j] += updates.array()[source + j];
            }
          }
        }
      }
    };
  }
}
