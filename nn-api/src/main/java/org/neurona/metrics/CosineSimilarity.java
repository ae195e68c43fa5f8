package org.neurona.metrics;

import static org.neurona.ops.Ops.negative;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * The mean of {@code t / |t| * a / |a|} over the last axis: 1 for the same direction. Keras' metric
 * {@code CosineSimilarity}; the loss of that name has the other sign.
 */
public final class CosineSimilarity extends MeanMetric {
  /** The metric. */
  public CosineSimilarity() {
    super(List.of());
  }

  @Override
  public String name() {
    return "cosine_similarity";
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return negative(new org.neurona.losses.CosineSimilarity().rowLosses(yTrue, yPred));
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
