package org.neurona.constraints;

import java.util.List;
import java.util.function.UnaryOperator;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What a weight must be like. After each step of the optimizer, and so whatever the optimizer is, the weight becomes
 * {@link #call} of what the step made of it; its first values are left as they are, and so is the running mean of
 * {@code useEma} that ends {@code fit}, both as in Keras. Keras' {@code Constraint}.
 */
public abstract class Constraint extends Configurable {
  /** A constraint with these settings. */
  protected Constraint(List<Setting<?>> settings) {
    super(settings);
  }

  /** The nearest of what is allowed, or a step towards it, in the weight's shape. */
  public abstract Tensor call(Tensor weight);

  /**
   * A constraint of one's own. A model that has it is loaded with it among the custom objects.
   *
   * @param name the name under which files know it
   * @param function what a weight is brought back to, written with {@link org.neurona.ops.Ops}
   */
  public static Constraint of(String name, UnaryOperator<Tensor> function) {
    return new FunctionConstraint(name, function);
  }
}
