package org.neurona.core.ops;

import static org.neurona.ops.Ops.broadcastTo;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.equal;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sum;

import java.util.Arrays;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Node;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reduce.ReduceFunction;
import org.neurona.ops.Tensor;

/** Sums and largest elements along axes. */
final class ReduceRule implements OpRule<Reduce> {
  @Override
  public List<double[]> evaluate(Reduce op, Node node, List<double[]> inputs, Evaluation run) {
    Shape shape = node.inputs().get(0).shape();
    Shape kept = kept(op, shape);
    int[] to = Broadcasting.indices(kept, shape);
    double[] y = new double[kept.size()];
    boolean max = op.function() == ReduceFunction.MAX;
    Arrays.fill(y, max ? Double.NEGATIVE_INFINITY : 0);
    for (int i = 0; i < to.length; i++) {
      double x = inputs.get(0)[i];
      y[to[i]] = max ? Math.max(y[to[i]], x) : y[to[i]] + x;
    }
    return List.of(y);
  }

  @Override
  public List<Tensor> gradient(Reduce op, Node node, List<Tensor> outputGradients) {
    Tensor x = node.inputs().get(0);
    Shape kept = kept(op, x.shape());
    Tensor g = reshape(outputGradients.get(0), kept);
    if (op.function() == ReduceFunction.SUM) {
      return List.of(broadcastTo(g, x.shape()));
    }
    Tensor largest = equal(x, reshape(node.outputs().get(0), kept));
    int[] axes = op.axes().stream().mapToInt(Integer::intValue).toArray();
    return List.of(multiply(largest, divide(g, sum(largest, true, axes))));
  }

  /** The shape in which the axes stay, with length 1. */
  private static Shape kept(Reduce op, Shape shape) {
    Shape kept = shape;
    for (int axis : op.axes()) {
      kept = kept.withDim(axis, 1);
    }
    return kept;
  }
}
