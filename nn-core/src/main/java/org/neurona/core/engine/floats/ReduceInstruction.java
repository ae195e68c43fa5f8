package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/**
 * Sums, or largest elements, along neighbouring axes: the input is {@code (outer, reduced, inner)}, the result
 * {@code (outer, inner)}.
 */
final class ReduceInstruction extends RowInstruction {
  /** Columns that one tile adds up: some cache lines, so that tiles don't share one. */
  private static final int COLUMNS = 128;

  private final FloatKernels kernels;
  private final boolean max;
  private final int reduced;
  private final int inner;
  private final Buffer input;
  private final Buffer result;

  ReduceInstruction(FloatKernels kernels, boolean max, int outer, int reduced, int inner, Buffer input,
      Buffer result) {
    super(outer * pieces(inner), 20 + 0.1 * reduced * Math.min(inner, COLUMNS));
    this.kernels = kernels;
    this.max = max;
    this.reduced = reduced;
    this.inner = inner;
    this.input = input;
    this.result = result;
  }

  private static int pieces(int inner) {
    return (inner + COLUMNS - 1) / COLUMNS;
  }

  @Override
  void rows(int worker, int from, int to) {
    for (int row = from; row < to; row++) {
      int outer = row / pieces(inner);
      int column = row % pieces(inner) * COLUMNS;
      int start = input.offset() + outer * reduced * inner + column;
      int target = result.offset() + outer * inner + column;
      if (inner == 1) {
        result.array()[target] =
            max ? kernels.max(input.array(), start, reduced) : kernels.sum(input.array(), start, reduced);
      } else {
        columns(start, target, Math.min(COLUMNS, inner - column));
      }
    }
  }

  private void columns(int start, int target, int count) {
    java.util.Arrays.fill(result.array(), target, target + count, max ? Float.NEGATIVE_INFINITY : 0);
    BinaryFunction function = max ? BinaryFunction.MAXIMUM : BinaryFunction.ADD;
    for (int i = 0; i < reduced; i++) {
      kernels.binary(function, result.array(), target, input.array(), start + i * inner, result.array(), target, count);
    }
  }
}
