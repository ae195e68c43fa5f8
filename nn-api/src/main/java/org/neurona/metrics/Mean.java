package org.neurona.metrics;

import static org.neurona.ops.Ops.mean;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.ops.Tensor;

/**
 * The mean of the output over all rows, whatever the targets are: {@code sum(w mean(row)) / sum(w)}. Keras'
 * {@code Mean}, whose values are here the output.
 */
public final class Mean extends MeanMetric<Mean> {
  /** The metric. */
  public Mean() {
    super(List.of());
  }

  @Override
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    return yTrue;
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(yPred, false, IntStream.range(1, yPred.rank()).toArray());
  }
}
