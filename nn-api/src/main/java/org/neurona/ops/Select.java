package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * For each element the second input where the first is not 0, else the third; shapes broadcast. Keras' {@code where}.
 */
public record Select() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(Broadcast.shape("where", inputs));
  }

  @Override
  public String label() {
    return "where";
  }
}
