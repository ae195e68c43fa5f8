package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The input itself, through which no gradient flows.
 */
public record StopGradient() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(inputs.get(0));
  }
}
