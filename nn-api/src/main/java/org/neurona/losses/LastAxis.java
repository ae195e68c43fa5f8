package org.neurona.losses;

import java.util.stream.IntStream;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Tensors as formulas along the last axis take them. */
final class LastAxis {
  private LastAxis() {}

  /** A tensor with one of its axes, counted from the end where negative, behind all others. */
  static Tensor of(Tensor x, int axis) {
    int moved = x.shape().axis(axis);
    int last = x.rank() - 1;
    if (moved == last) {
      return x;
    }
    return Ops.transpose(x, IntStream.concat(IntStream.rangeClosed(0, last).filter(other -> other != moved),
        IntStream.of(moved)).toArray());
  }
}
