package org.neurona.metrics;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import org.neurona.ops.Tensor;

/**
 * The mean of Pearson's correlation of targets and outputs, {@code cov(t, a) / (std(t) std(a))}, along the last axis or
 * others: 1 where one grows with the other in a straight line. Keras' {@code PearsonCorrelation}, which adds 1e-7 to
 * the standard deviations.
 */
public final class PearsonCorrelation extends CorrelationMetric<PearsonCorrelation> {
  /** The metric along the last axis. */
  public PearsonCorrelation() {}

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return meanWithout(multiply(standardized(yTrue), standardized(yPred)));
  }

  private Tensor standardized(Tensor x) {
    Tensor centred = subtract(x, meanAlong(x));
    return divide(centred, add(sqrt(meanAlong(square(centred))), EPSILON));
  }
}
