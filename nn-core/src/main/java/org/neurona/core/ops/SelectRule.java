package org.neurona.core.ops;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.where;

import java.util.Arrays;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Node;
import org.neurona.ops.Select;
import org.neurona.ops.Tensor;

/** A choice for each element: the gradient goes the way that was chosen. */
final class SelectRule implements OpRule<Select> {
  @Override
  public List<double[]> evaluate(Select op, Node node, List<double[]> inputs, Evaluation run) {
    Shape shape = node.outputs().get(0).shape();
    int[] fromCondition = Broadcasting.indices(node.inputs().get(0).shape(), shape);
    int[] fromA = Broadcasting.indices(node.inputs().get(1).shape(), shape);
    int[] fromB = Broadcasting.indices(node.inputs().get(2).shape(), shape);
    double[] y = new double[shape.size()];
    for (int i = 0; i < y.length; i++) {
      y[i] = inputs.get(0)[fromCondition[i]] != 0 ? inputs.get(1)[fromA[i]] : inputs.get(2)[fromB[i]];
    }
    return List.of(y);
  }

  @Override
  public List<Tensor> gradient(Select op, Node node, List<Tensor> outputGradients) {
    Tensor condition = node.inputs().get(0);
    Tensor g = outputGradients.get(0);
    Tensor zero = constant(0);
    return Arrays.asList(null, Broadcasting.sumTo(where(condition, g, zero), node.inputs().get(1).shape()),
        Broadcasting.sumTo(where(condition, zero, g), node.inputs().get(2).shape()));
  }
}
