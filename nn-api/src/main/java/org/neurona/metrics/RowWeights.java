package org.neurona.metrics;

import java.util.Arrays;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Weights of rows where every number of a row counts. */
final class RowWeights {
  private RowWeights() {}

  /** Values times the weights of their rows, or as they are where rows have none. */
  static Tensor times(Tensor values, Tensor sampleWeights) {
    if (sampleWeights == null) {
      return values;
    }
    int[] column = new int[values.rank()];
    Arrays.fill(column, 1);
    column[0] = sampleWeights.dim(0);
    return Ops.multiply(values, Ops.reshape(sampleWeights, column));
  }
}
