package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The axes in another order.
 *
 * @param permutation for each axis of the output the axis of the input that it is
 */
public record Transpose(List<Integer> permutation) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape shape = inputs.get(0);
    if (!permutation.stream().sorted().toList().equals(
        java.util.stream.IntStream.range(0, shape.rank()).boxed().toList())) {
      throw new IllegalArgumentException("transpose expects every axis of " + shape + " once, got " + permutation);
    }
    return List.of(Shape.of(permutation.stream().mapToInt(shape::dim).toArray()));
  }
}
