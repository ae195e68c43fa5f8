package org.neurona.constraints;

import java.util.List;
import java.util.function.UnaryOperator;
import org.neurona.ops.Tensor;

/** A constraint that is given as a function; files write its name alone. */
final class FunctionConstraint extends Constraint {
  private final String name;
  private final UnaryOperator<Tensor> function;

  FunctionConstraint(String name, UnaryOperator<Tensor> function) {
    super(List.of());
    this.name = name;
    this.function = function;
  }

  @Override
  public String className() {
    return name;
  }

  @Override
  public Tensor call(Tensor weight) {
    return function.apply(weight);
  }

  @Override
  public Object toPlain() {
    return name;
  }

  @Override
  public String toString() {
    return name;
  }
}
