package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.List;
import org.neurona.core.ops.Backpropagation;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** The gradients of a scalar, by reverse mode. */
public final class Gradients {
  private Gradients() {}

  /**
   * The gradients of a scalar, as further operations.
   *
   * @param scalar what is differentiated
   * @param withRespectTo what it is differentiated by
   * @return a gradient for each, of its shape; zeros where the scalar does not depend on it
   */
  public static List<Tensor> of(Tensor scalar, List<Tensor> withRespectTo) {
    if (scalar.rank() != 0) {
      throw new IllegalArgumentException("Only a scalar can be differentiated, got shape " + scalar.shape());
    }
    List<Tensor> gradients =
        new ArrayList<>(Backpropagation.of(List.of(scalar), List.of(Ops.constant(1)), withRespectTo));
    for (int i = 0; i < gradients.size(); i++) {
      if (gradients.get(i) == null) {
        gradients.set(i, Ops.fill(0, withRespectTo.get(i).shape()));
      }
    }
    return gradients;
  }
}
