package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * Independent random numbers, uniform in {@code [0, 1)}, other ones in each step: a function of the seed, the stream,
 * the step's number and the element's index alone.
 *
 * @param shape the shape
 * @param stream tells one use in a model from the others
 * @param seed the seed, or null for the model's
 */
public record RandomUniform(Shape shape, long stream, Long seed) implements Op {
  /** Numbers by the model's seed. */
  public RandomUniform(Shape shape, long stream) {
    this(shape, stream, null);
  }

  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    return List.of(shape);
  }
}
