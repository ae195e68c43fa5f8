package org.neurona.losses;

import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.min;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.stream.IntStream;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Targets as hinge losses take them. */
final class HingeLabels {
  private HingeLabels() {}

  /** The targets, or, where all are 0 or 1, -1 for each 0. */
  static Tensor of(Tensor targets) {
    Tensor isBinary = maximum(equal(targets, Ops.constant(0)), equal(targets, Ops.constant(1)));
    Tensor allBinary = min(isBinary, false, IntStream.range(0, targets.rank()).toArray());
    return where(allBinary, subtract(multiply(targets, 2), 1), targets);
  }
}
