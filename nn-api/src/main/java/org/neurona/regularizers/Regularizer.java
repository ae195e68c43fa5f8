package org.neurona.regularizers;

import java.util.List;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/** A penalty that is added to the loss. */
public abstract class Regularizer extends Configurable {
  /** A regularizer with these settings. */
  protected Regularizer(List<Setting<?>> settings) {
    super(settings);
  }

  /** The penalty for a tensor: a scalar. */
  public abstract Tensor call(Tensor x);
}
