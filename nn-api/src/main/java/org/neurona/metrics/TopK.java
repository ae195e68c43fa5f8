package org.neurona.metrics;

import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Whether the true class is among the k largest outputs. */
final class TopK {
  private TopK() {}

  /**
   * 1 for each row where fewer than k outputs are larger than that of the true class, 0 for the others.
   *
   * @param labels the number of each row's class
   */
  static Tensor hits(Tensor labels, Tensor yPred, int k) {
    Tensor own = sum(multiply(oneHot(labels, yPred.dim(-1)), yPred), true, -1);
    Tensor larger = sum(greater(yPred, own), false, -1);
    return greater(subtract(Ops.constant(k), larger), 0);
  }
}
