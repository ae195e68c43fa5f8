package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.UnaryFunction;

/** Softmax and cross-entropy of each row in one, against probabilities or against the number of a class. */
final class CrossEntropyInstruction extends RowInstruction {
  /** The powers of short rows are computed together. */
  private static final int ELEMENTS_AT_ONCE = 512;

  private final FloatKernels kernels;
  private final boolean sparse;
  private final int width;
  private final Buffer logits;
  private final Buffer targets;
  private final Buffer result;
  private final int rowsAtOnce;
  private final float[][] powers;
  private final float[][] largest;

  CrossEntropyInstruction(FloatKernels kernels, boolean sparse, int rows, int width, Buffer logits, Buffer targets,
      Buffer result, int workers) {
    super(rows, 40 + 2 * width);
    this.kernels = kernels;
    this.sparse = sparse;
    this.width = width;
    this.logits = logits;
    this.targets = targets;
    this.result = result;
    this.rowsAtOnce = Math.max(1, ELEMENTS_AT_ONCE / Math.max(1, width));
    this.powers = new float[workers][rowsAtOnce * width];
    this.largest = new float[workers][rowsAtOnce];
  }

  @Override
  void rows(int worker, int from, int to) {
    for (int first = from; first < to; first += rowsAtOnce) {
      rows(powers[worker], largest[worker], first, Math.min(rowsAtOnce, to - first));
    }
  }

  private void rows(float[] powers, float[] largest, int first, int count) {
    float[] z = logits.array();
    int start = logits.offset() + first * width;
    for (int i = 0; i < count; i++) {
      largest[i] = kernels.max(z, start + i * width, width);
      for (int j = i * width; j < (i + 1) * width; j++) {
        powers[j] = z[start + j] - largest[i];
      }
    }
    kernels.unary(UnaryFunction.EXP, powers, 0, powers, 0, count * width);
    for (int i = 0; i < count; i++) {
      int row = first + i;
      int at = start + i * width;
      double logSum = Math.log(kernels.sum(powers, i * width, width)) + largest[i];
      result.array()[result.offset() + row] = (float) (sparse ? sparse(row, at, logSum) : dense(row, at, logSum));
    }
  }

  private double sparse(int row, int at, double logSum) {
    float label = targets.array()[targets.offset() + row];
    return label >= 0 && label < width ? logSum - logits.array()[at + (int) label] : Double.NaN;
  }

  private double dense(int row, int at, double logSum) {
    float[] z = logits.array();
    float[] t = targets.array();
    int targetAt = targets.offset() + row * width;
    double loss = 0;
    for (int i = 0; i < width; i++) {
      loss += t[targetAt + i] * (logSum - z[at + i]);
    }
    return loss;
  }
}
