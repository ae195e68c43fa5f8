package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.UnaryFunction;

/** Softmax and cross-entropy of each row in one, against probabilities or against the number of a class. */
final class CrossEntropyInstruction extends RowInstruction {
  private final FloatKernels kernels;
  private final boolean sparse;
  private final int width;
  private final Buffer logits;
  private final Buffer targets;
  private final Buffer result;
  private final float[][] scratch;

  CrossEntropyInstruction(FloatKernels kernels, boolean sparse, int rows, int width, Buffer logits, Buffer targets,
      Buffer result, int workers) {
    super(rows, 40 + 2 * width);
    this.kernels = kernels;
    this.sparse = sparse;
    this.width = width;
    this.logits = logits;
    this.targets = targets;
    this.result = result;
    this.scratch = new float[workers][width];
  }

  @Override
  void rows(int worker, int from, int to) {
    float[] z = logits.array();
    float[] powers = scratch[worker];
    for (int row = from; row < to; row++) {
      int at = logits.offset() + row * width;
      float largest = kernels.max(z, at, width);
      for (int i = 0; i < width; i++) {
        powers[i] = z[at + i] - largest;
      }
      kernels.unary(UnaryFunction.EXP, powers, 0, powers, 0, width);
      double logSum = Math.log(kernels.sum(powers, 0, width)) + largest;
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
