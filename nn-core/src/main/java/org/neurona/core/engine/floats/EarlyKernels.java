package org.neurona.core.engine.floats;

import java.util.function.Supplier;
import org.neurona.core.engine.FloatKernels;
import org.neurona.core.engine.scalar.ScalarKernels;

/**
 * Plain loops that give the bits of the vector kernels, for the first runs of a process: code of the Vector API that is
 * not compiled yet takes ten times as long as a loop that is not. The order of additions is the only thing in which the
 * two differ, in long sums; so these are left to the vector kernels. Convolutions go the vector kernels' way.
 */
final class EarlyKernels extends ScalarKernels {
  private final Supplier<FloatKernels> vectors;

  /**
   * Kernels.
   *
   * @param vectors gives the vector kernels, which are loaded only then
   */
  EarlyKernels(Supplier<FloatKernels> vectors) {
    this.vectors = vectors;
  }

  @Override
  public float sum(float[] x, int offset, int n) {
    return n < SHORT_SUM ? super.sum(x, offset, n) : vectors.get().sum(x, offset, n);
  }

  @Override
  public boolean prefersWinograd() {
    return true;
  }
}
