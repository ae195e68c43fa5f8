package org.neurona.core.plan;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.MatMul;
import org.neurona.ops.Op;

/**
 * The two halves of a matrix product of which the sum is the product: of the first half of the columns of the first
 * factor with the first half of the rows of the second, and of the others.
 */
public record MatMulHalves() implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape product = new MatMul(false, false).outputShapes(inputs).get(0);
    return List.of(product, product);
  }
}
