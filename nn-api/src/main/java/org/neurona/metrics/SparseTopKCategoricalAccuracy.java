package org.neurona.metrics;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * How many rows have the class that their target names among the k largest outputs. Keras'
 * {@code SparseTopKCategoricalAccuracy}; k is 5 by default. As many outputs as lie above that of the true class
 * decide, so that equal ones are on its side.
 */
public final class SparseTopKCategoricalAccuracy extends MeanMetric<SparseTopKCategoricalAccuracy> {
  private static final Setting<Integer> K = Setting.positiveInt("k", 5);

  /** The metric for the largest five. */
  public SparseTopKCategoricalAccuracy() {
    super(List.of(K));
  }

  /** How many of the largest outputs count; 5 by default. */
  public int k() {
    return get(K);
  }

  /** Returns a copy for which another number of the largest outputs count. */
  public SparseTopKCategoricalAccuracy k(int k) {
    return with(this, K, k);
  }

  @Override
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    return Targets.labels(yTrue, yPred);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return TopK.hits(yTrue, yPred, k());
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
