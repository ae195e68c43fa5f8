package org.neurona.losses;

import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code 1/2 sum((t - a)^2)} over the last axis: the error of the textbooks, whose gradient is {@code a - t}. Keras
 * has no such loss.
 */
public final class HalfSumOfSquares extends BaseLoss<HalfSumOfSquares> {
  /** The loss, averaged over the batch. */
  public HalfSumOfSquares() {
    super(List.of());
  }

  @Override
  public String name() {
    return "half_sum_of_squares";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    return multiply(sum(square(subtract(yPred, yTrue)), false, -1), 0.5);
  }
}
