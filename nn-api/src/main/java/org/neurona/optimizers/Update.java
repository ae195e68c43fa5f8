package org.neurona.optimizers;

import org.neurona.ops.Tensor;

/** The update of one weight, as an {@link Optimizer} writes it down: what there is, and what it becomes. */
public interface Update {
  /** The weight's path: {@code hidden/kernel}. */
  String path();

  /** The weight before the step, from which weight decay has taken its part. */
  Tensor weight();

  /** The weight before the step and before weight decay. */
  default Tensor weightBeforeDecay() {
    return weight();
  }

  /** The gradient of the loss with respect to the weight. */
  Tensor gradient();

  /** One of the numbers that {@link Optimizer#coefficients} gives for each step, a scalar. */
  Tensor coefficient(int index);

  /** A slot of the weight before the step. */
  Tensor slot(String name);

  /** Gives the weight its new value. */
  void assign(Tensor value);

  /** Gives a slot its new value. */
  void assignSlot(String name, Tensor value);
}
