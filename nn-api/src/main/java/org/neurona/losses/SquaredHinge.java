package org.neurona.losses;

import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code mean(max(1 - t a, 0)^2)} over the last axis, for targets -1 or 1; where all targets of a batch are 0 or 1,
 * 0 stands for -1. Keras' {@code SquaredHinge}.
 */
public final class SquaredHinge extends BaseLoss<SquaredHinge> {
  /** The loss with Keras' defaults. */
  public SquaredHinge() {
    super(List.of());
  }

  @Override
  public String name() {
    return "squared_hinge";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor labels = HingeLabels.of(yTrue);
    return mean(square(maximum(subtract(1, multiply(labels, yPred)), 0)), false, -1);
  }
}
