package org.neurona.core.ops;

import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Shapes that broadcast: reading an operand as if it had the result's shape, and summing a gradient back to its own. */
final class Broadcasting {
  private Broadcasting() {}

  /** For each element of the result the index of the operand's element that it takes. */
  static int[] indices(Shape operand, Shape result) {
    int[] indices = new int[result.size()];
    int rank = result.rank();
    int stride = 1;
    int block = 1;
    for (int fromEnd = 1; fromEnd <= rank; fromEnd++) {
      int length = result.dim(-fromEnd);
      int own = fromEnd <= operand.rank() ? operand.dim(-fromEnd) : 1;
      if (own > 1) {
        for (int i = 0; i < indices.length; i++) {
          indices[i] += i / block % length * stride;
        }
        stride *= own;
      }
      block *= length;
    }
    return indices;
  }

  /** The gradient of an operand from that of the result: the sum over what the operand was repeated along. */
  static Tensor sumTo(Tensor gradient, Shape operand) {
    Shape shape = gradient.shape();
    if (shape.equals(operand)) {
      return gradient;
    }
    int lead = shape.rank() - operand.rank();
    int[] axes = IntStream.range(0, shape.rank())
        .filter(axis -> axis < lead || operand.dim(axis - lead) == 1 && shape.dim(axis) != 1).toArray();
    return Ops.reshape(Ops.sum(gradient, true, axes), operand);
  }
}
