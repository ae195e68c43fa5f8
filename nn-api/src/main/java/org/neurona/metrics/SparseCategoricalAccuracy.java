package org.neurona.metrics;

import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.reshape;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * How many rows have their largest output at the class that the target names. Keras'
 * {@code SparseCategoricalAccuracy}.
 */
public final class SparseCategoricalAccuracy extends MeanMetric {
  /** The metric. */
  public SparseCategoricalAccuracy() {
    super(List.of());
  }

  @Override
  public String name() {
    return "sparse_categorical_accuracy";
  }

  @Override
  protected Tensor align(Tensor yTrue, Tensor yPred) {
    Shape rows = yPred.shape().slice(0, yPred.rank() - 1);
    Tensor aligned = yTrue.rank() == yPred.rank() && yTrue.dim(-1) == 1
        ? reshape(yTrue, yTrue.shape().slice(0, yTrue.rank() - 1)) : yTrue;
    if (!aligned.shape().isCompatibleWith(rows)) {
      throw new IllegalArgumentException("Metric " + name() + ": arguments `target` and `output` must have the same "
          + "shape up until the last dimension. Received: target.shape=" + yTrue.shape() + ", output.shape="
          + yPred.shape());
    }
    return aligned;
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return equal(yTrue, argMax(yPred));
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }
}
