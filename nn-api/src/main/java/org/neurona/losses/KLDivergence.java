package org.neurona.losses;

import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.log;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code sum(t log(t / a))} over the last axis, for targets and outputs that are probabilities, kept within 1e-7 and
 * 1. Keras' {@code KLDivergence}.
 */
public final class KLDivergence extends BaseLoss<KLDivergence> {
  /** The loss with Keras' defaults. */
  public KLDivergence() {
    super(List.of());
  }

  @Override
  public String name() {
    return "kl_divergence";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor expected = clip(yTrue, EPSILON, 1);
    Tensor predicted = clip(yPred, EPSILON, 1);
    return sum(multiply(expected, log(divide(expected, predicted))), false, -1);
  }
}
