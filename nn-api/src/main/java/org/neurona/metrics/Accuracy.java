package org.neurona.metrics;

import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.mean;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * How many outputs are equal to their targets, to the last bit: for outputs that are the numbers of classes. Keras'
 * class {@code Accuracy}; the string {@code "accuracy"} is another metric, {@link AccuracyByTarget}.
 */
public final class Accuracy extends MeanMetric<Accuracy> {
  /** The metric. */
  public Accuracy() {
    super(List.of());
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(equal(yTrue, yPred), false, -1);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
