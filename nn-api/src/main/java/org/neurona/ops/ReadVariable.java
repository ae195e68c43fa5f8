package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The value that a variable has before the step.
 *
 * @param variable the variable
 */
public record ReadVariable(Variable variable) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(variable.shape());
  }
}
