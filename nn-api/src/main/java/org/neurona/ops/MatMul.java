package org.neurona.ops;

import java.util.List;
import org.neurona.Shape;

/**
 * The matrix product over the last two axes, of either input or its transpose; the axes before them must be the same
 * for both.
 *
 * @param transposeA whether the last two axes of the first input are swapped
 * @param transposeB whether the last two axes of the second input are swapped
 */
public record MatMul(boolean transposeA, boolean transposeB) implements Op {
  @Override
  public List<Shape> outputShapes(List<Shape> inputs) {
    Shape a = inputs.get(0);
    Shape b = inputs.get(1);
    int rank = a.rank();
    if (rank < 2 || b.rank() != rank || !a.slice(0, rank - 2).isCompatibleWith(b.slice(0, rank - 2))) {
      throw new IllegalArgumentException("matmul expects matrices, or stacks of them that fit, got " + a + " and " + b);
    }
    int innerA = a.dim(transposeA ? -2 : -1);
    int innerB = b.dim(transposeB ? -1 : -2);
    if (innerA != innerB && innerA != Shape.UNKNOWN && innerB != Shape.UNKNOWN) {
      throw new IllegalArgumentException("matmul expects inner axes of the same length, got " + a
          + (transposeA ? " transposed" : "") + " and " + b + (transposeB ? " transposed" : ""));
    }
    return List.of(a.withDim(-2, a.dim(transposeA ? -1 : -2)).withDim(-1, b.dim(transposeB ? -2 : -1)));
  }

  @Override
  public String label() {
    return "matmul";
  }
}
