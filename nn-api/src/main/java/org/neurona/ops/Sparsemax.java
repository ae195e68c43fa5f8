package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The nearest point of the probability simplex along the last axis (Martins and Astudillo, 2016).
 */
public record Sparsemax() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Axes.requireRank("sparsemax", inputs.get(0), 1));
  }
}
