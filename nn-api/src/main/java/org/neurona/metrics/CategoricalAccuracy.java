package org.neurona.metrics;

import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.equal;

import java.util.List;
import org.neurona.ops.Tensor;

/** How many rows have their largest output where the target has its largest. Keras' {@code CategoricalAccuracy}. */
public final class CategoricalAccuracy extends MeanMetric<CategoricalAccuracy> {
  /** The metric. */
  public CategoricalAccuracy() {
    super(List.of());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return equal(argMax(yTrue), argMax(yPred));
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
