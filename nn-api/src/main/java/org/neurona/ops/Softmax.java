package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * {@code e^x / sum(e^x)} along the last axis, computed after subtracting the largest x.
 */
public record Softmax() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Axes.requireRank("softmax", inputs.get(0), 1));
  }
}
