package org.neurona.ops;

import java.util.Arrays;

/** Weights of rows and masks of steps, as losses and metrics take them: tensors of an output's leading axes. */
public final class Masks {
  private Masks() {}

  /**
   * What rows and steps weigh together, or null where neither has weights.
   *
   * @param sampleWeights weights of rows, or null
   * @param mask 1 where a step counts and 0 where it does not, or null
   */
  public static Tensor weights(Tensor sampleWeights, Tensor mask) {
    if (sampleWeights == null || mask == null) {
      return sampleWeights == null ? mask : sampleWeights;
    }
    int rank = Math.max(sampleWeights.rank(), mask.rank());
    return Ops.multiply(withRank(sampleWeights, rank), withRank(mask, rank));
  }

  /** A tensor with axes of length 1 behind its own until it has so many; as it is where it has them. */
  public static Tensor withRank(Tensor x, int rank) {
    if (x.rank() >= rank) {
      return x;
    }
    int[] dims = Arrays.copyOf(x.shape().dims(), rank);
    Arrays.fill(dims, x.rank(), rank, 1);
    return Ops.reshape(x, dims);
  }
}
