package org.neurona.metrics;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import org.neurona.ops.Tensor;

/**
 * The mean of the concordance correlation of targets and outputs,
 * {@code 2 cov(t, a) / (var(t) + var(a) + (mean(t) - mean(a))^2)} (Lin, 1989), along the last axis or others: 1 where
 * they are equal. Keras' {@code ConcordanceCorrelation}, which adds 1e-7 to the denominator.
 */
public final class ConcordanceCorrelation extends CorrelationMetric<ConcordanceCorrelation> {
  /** The metric along the last axis. */
  public ConcordanceCorrelation() {}

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    Tensor target = subtract(yTrue, meanAlong(yTrue));
    Tensor output = subtract(yPred, meanAlong(yPred));
    Tensor variances = add(meanAlong(square(target)), meanAlong(square(output)));
    Tensor norm = add(variances, square(subtract(meanAlong(yTrue), meanAlong(yPred))));
    return meanWithout(divide(multiply(multiply(target, output), 2), add(norm, EPSILON)));
  }
}
