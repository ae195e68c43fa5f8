package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The same number everywhere.
 *
 * @param value the number
 * @param shape the shape; {@code ()} for a scalar, which broadcasts
 */
public record Fill(double value, Shape shape) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(shape);
  }
}
