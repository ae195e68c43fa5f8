package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * {@code x - log(sum(e^x))} along the last axis, without overflow.
 */
public record LogSoftmax() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Axes.requireRank("logSoftmax", inputs.get(0), 1));
  }
}
