package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * A primitive operation with its attributes: a record, so that equal ones are one. Its gradient and its evaluation are
 * the engine's.
 */
public interface Op {
  /**
   * The shapes of the outputs for inputs of these shapes, in which axes may be unknown.
   *
   * @throws IllegalArgumentException if the operation does not take such inputs
   */
  List<Shape> outputShapes(List<Shape> inputs);

  /** The name that messages use: {@code matmul}. */
  default String label() {
    return Character.toLowerCase(getClass().getSimpleName().charAt(0)) + getClass().getSimpleName().substring(1);
  }
}
