package org.neurona.losses;

import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.ops.Tensor;

/**
 * {@code mean(max(1 - t a, 0))} over the last axis, for targets -1 or 1; where all targets of a batch are 0 or 1, 0
 * stands for -1. Keras' {@code Hinge}.
 */
public final class Hinge extends BaseLoss<Hinge> {
  /** The loss with Keras' defaults. */
  public Hinge() {
    super(List.of());
  }

  @Override
  public String name() {
    return "hinge";
  }

  @Override
  protected Tensor call(Tensor yTrue, Tensor yPred) {
    Tensor labels = HingeLabels.of(yTrue);
    return mean(maximum(subtract(1, multiply(labels, yPred)), 0), false, -1);
  }
}
