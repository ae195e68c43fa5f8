package org.neurona.losses;

import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.sum;

import org.neurona.ops.Tensor;

/** Probabilities that did not come from a softmax, made fit for a logarithm as Keras does. */
final class Probabilities {
  private Probabilities() {}

  /** Kept away from 0 and 1. */
  static Tensor clipped(Tensor probabilities) {
    return clip(probabilities, Loss.EPSILON, 1 - Loss.EPSILON);
  }

  /** Divided by their sum along the last axis, then kept away from 0 and 1. */
  static Tensor normalized(Tensor probabilities) {
    return clipped(divide(probabilities, sum(probabilities, true, -1)));
  }
}
