package org.neurona.activations;

import java.util.List;
import java.util.function.UnaryOperator;
import org.neurona.config.Configurable;
import org.neurona.ops.Tensor;

/**
 * A named function of one tensor, as a layer's {@code activation} takes it. Built-in ones come from
 * {@link Activations}; one's own is {@code ActivationFunction.of("snake", x -> add(x, square(sin(x))))}.
 */
public final class ActivationFunction extends Configurable {
  private final String name;
  private final UnaryOperator<Tensor> formula;

  private ActivationFunction(String name, UnaryOperator<Tensor> formula) {
    super(List.of());
    this.name = name;
    this.formula = formula;
  }

  /**
   * A function of one's own. A model that has it is loaded with it among the custom objects.
   *
   * @param name the name under which files know it
   * @param formula the function, written with {@link org.neurona.ops.Ops}
   */
  public static ActivationFunction of(String name, UnaryOperator<Tensor> formula) {
    return new ActivationFunction(name, formula);
  }

  /** The name: {@code relu}. */
  public String name() {
    return name;
  }

  /** The function of x. */
  public Tensor apply(Tensor x) {
    return formula.apply(x);
  }

  @Override
  public String className() {
    return name;
  }

  /** The name alone, as Keras writes activations. */
  @Override
  public Object toPlain() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
