package org.neurona.constraints;

import java.util.List;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Not negative: {@code max(w, 0)}. Keras' {@code NonNeg}. */
public final class NonNeg extends Constraint {
  /** The constraint. */
  public NonNeg() {
    super(List.of());
  }

  @Override
  public Tensor call(Tensor weight) {
    return Ops.maximum(weight, 0);
  }
}
