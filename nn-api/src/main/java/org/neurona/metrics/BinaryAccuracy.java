package org.neurona.metrics;

import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.mean;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * How many outputs lie on the side of the threshold (0.5) that their targets 0 or 1 name. Keras'
 * {@code BinaryAccuracy}.
 */
public final class BinaryAccuracy extends MeanMetric<BinaryAccuracy> {
  private static final Setting<Double> THRESHOLD = Setting.of("threshold", "a number in (0, 1)",
      value -> value != null && value > 0 && value < 1, Setting.number("threshold", 0).codec(), 0.5);

  /** The metric with threshold 0.5. */
  public BinaryAccuracy() {
    super(List.of(THRESHOLD));
  }

  /** Above which an output counts as 1; 0.5 by default. */
  public double threshold() {
    return get(THRESHOLD);
  }

  /** Returns a copy with another threshold, in (0, 1). */
  public BinaryAccuracy threshold(double threshold) {
    return with(this, THRESHOLD, threshold);
  }

  @Override
  protected Tensor values(Tensor yTrue, Tensor yPred) {
    return mean(equal(yTrue, greater(yPred, threshold())), false, -1);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }
}
