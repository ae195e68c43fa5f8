package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.UnaryFunction;

/** Softmax, or its logarithm, of each row. */
final class SoftmaxInstruction extends RowInstruction {
  /** The powers of short rows are computed together. */
  private static final int ELEMENTS_AT_ONCE = 512;

  private final FloatKernels kernels;
  private final boolean logarithm;
  private final int width;
  private final Buffer input;
  private final Buffer result;
  private final int rowsAtOnce;
  private final float[][] powers;

  SoftmaxInstruction(FloatKernels kernels, boolean logarithm, int rows, int width, Buffer input, Buffer result,
      int workers) {
    super(rows, 20 + width);
    this.kernels = kernels;
    this.logarithm = logarithm;
    this.width = width;
    this.input = input;
    this.result = result;
    this.rowsAtOnce = Math.max(1, ELEMENTS_AT_ONCE / Math.max(1, width));
    this.powers = new float[workers][logarithm ? rowsAtOnce * width : 0];
  }

  @Override
  void rows(int worker, int from, int to) {
    for (int row = from; row < to; row++) {
      shift(row);
    }
    if (logarithm) {
      for (int first = from; first < to; first += rowsAtOnce) {
        logarithms(powers[worker], first, Math.min(rowsAtOnce, to - first));
      }
    } else {
      int start = result.offset() + from * width;
      kernels.unary(UnaryFunction.EXP, result.array(), start, result.array(), start, (to - from) * width);
      for (int row = from; row < to; row++) {
        normalize(result.offset() + row * width);
      }
    }
  }

  private void logarithms(float[] powers, int first, int count) {
    int start = result.offset() + first * width;
    kernels.unary(UnaryFunction.EXP, result.array(), start, powers, 0, count * width);
    for (int i = 0; i < count; i++) {
      subtract(start + i * width, (float) Math.log(kernels.sum(powers, i * width, width)));
    }
  }

  /** The row less its largest element, so that no power overflows. */
  private void shift(int row) {
    float[] x = input.array();
    float[] y = result.array();
    int xAt = input.offset() + row * width;
    int yAt = result.offset() + row * width;
    float largest = kernels.max(x, xAt, width);
    for (int i = 0; i < width; i++) {
      y[yAt + i] = x[xAt + i] - largest;
    }
  }

  private void subtract(int at, float value) {
    float[] y = result.array();
    for (int i = at; i < at + width; i++) {
      y[i] -= value;
    }
  }

  private void normalize(int at) {
    float[] y = result.array();
    float factor = 1 / kernels.sum(y, at, width);
    for (int i = at; i < at + width; i++) {
      y[i] *= factor;
    }
  }
}
