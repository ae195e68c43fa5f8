package org.neurona.core.engine.floats;

import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.floats.MatMulInstruction.Factor;

/** A matrix product in one piece whose right factor was laid out before. */
final class PackedMatMulInstruction extends Instruction {
  private final FloatKernels kernels;
  private final int m;
  private final int n;
  private final int k;
  private final Factor a;
  private final float[] packed;
  private final Buffer result;
  private final float[][] scratch;

  PackedMatMulInstruction(FloatKernels kernels, int m, int n, int k, Factor a, float[] packed, Buffer result,
      int workers) {
    this.kernels = kernels;
    this.m = m;
    this.n = n;
    this.k = k;
    this.a = a;
    this.packed = packed;
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
        result.array(), result.offset(), n, scratch[worker]);
  }
}
