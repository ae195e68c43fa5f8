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

  // What a record has of these by itself takes milliseconds at the first call, and every model reads variables.

  @Override
  public boolean equals(Object other) {
    return other instanceof ReadVariable read && variable == read.variable;
  }

  @Override
  public int hashCode() {
    return variable.hashCode();
  }
}
