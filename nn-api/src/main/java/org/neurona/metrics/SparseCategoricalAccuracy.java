package org.neurona.metrics;

import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.equal;

import java.util.List;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * How many rows have their largest output at the class that the target names. Keras'
 * {@code SparseCategoricalAccuracy}.
 */
public final class SparseCategoricalAccuracy extends MeanMetric<SparseCategoricalAccuracy> {
  /** The metric. */
  public SparseCategoricalAccuracy() {
    super(List.of());
  }

  @Override
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    return Targets.labels(yTrue, yPred);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return equal(yTrue, argMax(yPred));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
