package org.neurona.metrics;

import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * The sum of the output over all rows, each times its weight, whatever the targets are. Keras' {@code Sum}, whose
 * values are here the output.
 */
public final class Sum extends BaseMetric<Sum> {
  /** The metric. */
  public Sum() {
    super(List.of());
  }

  @Override
  public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    return reshape(sum(RowWeights.times(yPred, sampleWeights)), 1);
  }

  @Override
  public double result(double[] totals) {
    return totals[0];
  }
}
