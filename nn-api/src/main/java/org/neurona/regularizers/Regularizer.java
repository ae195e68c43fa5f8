package org.neurona.regularizers;

import java.util.List;
import java.util.function.UnaryOperator;
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

  /**
   * A penalty of one's own. A model that has it is loaded with it among the custom objects.
   *
   * @param name the name under which files know it
   * @param function the penalty, a scalar, written with {@link org.neurona.ops.Ops}
   */
  public static Regularizer of(String name, UnaryOperator<Tensor> function) {
    return new FunctionRegularizer(name, function);
  }
}
