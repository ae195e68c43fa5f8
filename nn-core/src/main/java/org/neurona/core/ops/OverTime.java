package org.neurona.core.ops;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.MatMul;
import org.neurona.ops.Ops;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reduce.ReduceFunction;
import org.neurona.ops.Reshape;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;

/**
 * The sum of what a formula gives in all steps of a scan. Where the formula itself adds products up, as the gradient of
 * a kernel does, this is one long sum over what all steps give, and the steps need not compute it.
 */
final class OverTime {
  private OverTime() {}

  /**
   * The sum.
   *
   * @param step the formula of one step
   * @param length how many steps there are
   * @param stacked gives for a value of one step those of all steps, along a new first axis
   */
  static Tensor sum(Tensor step, int length, UnaryOperator<Tensor> stacked) {
    if (step.op() instanceof Reshape) {
      return Ops.reshape(sum(step.inputs().get(0), length, stacked), step.shape());
    }
    if (step.op() instanceof Binary binary && binary.function() == BinaryFunction.ADD
        && step.inputs().stream().allMatch(input -> input.shape().equals(step.shape()))) {
      return Ops.add(sum(step.inputs().get(0), length, stacked), sum(step.inputs().get(1), length, stacked));
    }
    if (step.op() instanceof MatMul product && step.rank() == 2) {
      return Ops.matmul(joined(stacked.apply(step.inputs().get(0)), product.transposeA() ? 0 : 1),
          joined(stacked.apply(step.inputs().get(1)), product.transposeB() ? 1 : 0), product.transposeA(),
          product.transposeB());
    }
    if (step.op() instanceof Reduce reduce && reduce.function() == ReduceFunction.SUM) {
      int[] axes = IntStream.concat(IntStream.of(0), reduce.axes().stream().mapToInt(axis -> axis + 1)).toArray();
      return Ops.reshape(Ops.sum(stacked.apply(step.inputs().get(0)), false, axes), step.shape());
    }
    if (step.op() instanceof ScatterAdd scatter) {
      return Tensor.of(scatter, stacked.apply(step.inputs().get(0)), stacked.apply(step.inputs().get(1)));
    }
    return Ops.sum(stacked.apply(step), false, 0);
  }

  /** The matrices of all steps {@code (length, m, n)} as one, put together along one of their axes. */
  private static Tensor joined(Tensor matrices, int axis) {
    Tensor inFront = axis == 0 ? matrices : Ops.transpose(matrices, 1, 0, 2);
    Shape shape = matrices.shape();
    List<Integer> lengths = axis == 0 ? List.of(shape.dim(0) * shape.dim(1), shape.dim(2))
        : List.of(shape.dim(1), shape.dim(0) * shape.dim(2));
    return Ops.reshape(inFront, Shape.of(lengths));
  }
}
