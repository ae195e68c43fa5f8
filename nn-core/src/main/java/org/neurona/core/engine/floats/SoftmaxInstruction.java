package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.UnaryFunction;

/** Softmax, or its logarithm, of each row. */
final class SoftmaxInstruction extends RowInstruction {
  private final FloatKernels kernels;
  private final boolean logarithm;
  private final int width;
  private final Buffer input;
  private final Buffer result;
  private final float[][] scratch;

  SoftmaxInstruction(FloatKernels kernels, boolean logarithm, int rows, int width, Buffer input, Buffer result,
      int workers) {
    super(rows, 20 + width);
    this.kernels = kernels;
    this.logarithm = logarithm;
    this.width = width;
    this.input = input;
    this.result = result;
    this.scratch = new float[workers][logarithm ? width : 0];
  }

  @Override
  void rows(int worker, int from, int to) {
    for (int row = from; row < to; row++) {
      shift(row);
      int at = result.offset() + row * width;
      if (logarithm) {
        float[] powers = scratch[worker];
        kernels.unary(UnaryFunction.EXP, result.array(), at, powers, 0, width);
        subtract(at, (float) Math.log(kernels.sum(powers, 0, width)));
      }
    }
    if (!logarithm) {
      int start = result.offset() + from * width;
      kernels.unary(UnaryFunction.EXP, result.array(), start, result.array(), start, (to - from) * width);
      for (int row = from; row < to; row++) {
        normalize(result.offset() + row * width);
      }
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
