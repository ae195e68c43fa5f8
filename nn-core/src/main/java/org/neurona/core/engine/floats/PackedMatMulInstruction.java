package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.floats.MatMulInstruction.Factor;

/** A matrix product in one piece whose right factor was laid out before, with its bias and relu if it has them. */
final class PackedMatMulInstruction extends Instruction {
  private final FloatKernels kernels;
  private final int m;
  private final int n;
  private final int k;
  private final Factor a;
  private final float[] packed;
  private final Buffer bias;
  private final boolean relu;
  private final Buffer result;
  private final float[][] scratch;

  /**
   * An instruction.
   *
   * @param bias what is added to each row of the result, or null
   * @param relu whether what is negative then becomes 0
   */
  PackedMatMulInstruction(FloatKernels kernels, int m, int n, int k, Factor a, float[] packed, Buffer bias,
      boolean relu, Buffer result, int workers) {
    this.kernels = kernels;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.packed = packed;
    this.bias = bias;
    this.relu = relu;
    this.result = result;
    this.scratch = new float[workers][kernels.matmulScratch(m, n, k)];
  }

  @Override
  int tiles() {
    return 1;
  }

  @Override
  double tileCost() {
    return MatMulInstruction.cost(m, n, k);
  }

  @Override
  void run(int worker, int from, int to) {
    kernels.matmulPacked(m, n, k, a.buffer().array(), a.buffer().offset(), a.row(), a.column(), packed,
        bias == null ? null : bias.array(), bias == null ? 0 : bias.offset(), relu, result.array(), result.offset(), n,
        scratch[worker]);
  }
}
