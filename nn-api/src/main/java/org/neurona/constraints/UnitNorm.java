package org.neurona.constraints;

import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Of length 1: {@code w / (1e-7 + norm)}. Keras' {@code UnitNorm}. Default: axis 0. */
public final class UnitNorm extends NormConstraint<UnitNorm> {
  /** The constraint with Keras' defaults. */
  public UnitNorm() {}

  @Override
  Tensor desired(Tensor norms) {
    return Ops.constant(1);
  }
}
