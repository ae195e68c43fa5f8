package org.neurona.core.ops;

import java.util.Collections;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Reshape;
import org.neurona.ops.StopGradient;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;

/** Operations that put the elements of one tensor into another shape. */
final class ShapeRules {
  private ShapeRules() {}

  static final class StopGradientRule implements OpRule<StopGradient> {
    @Override
    public List<double[]> evaluate(StopGradient op, Node node, List<double[]> inputs, Evaluation run) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(StopGradient op, Node node, List<Tensor> outputGradients) {
      return Collections.singletonList(null);
    }
  }

  static final class ReshapeRule implements OpRule<Reshape> {
    @Override
    public List<double[]> evaluate(Reshape op, Node node, List<double[]> inputs, Evaluation run) {
      return List.of(inputs.get(0));
    }

    @Override
    public List<Tensor> gradient(Reshape op, Node node, List<Tensor> outputGradients) {
      return List.of(Ops.reshape(outputGradients.get(0), node.inputs().get(0).shape()));
    }
  }

  static final class BroadcastToRule implements OpRule<BroadcastTo> {
    @Override
    public List<double[]> evaluate(BroadcastTo op, Node node, List<double[]> inputs, Evaluation run) {
      int[] from = Broadcasting.indices(node.inputs().get(0).shape(), op.shape());
      double[] y = new double[from.length];
      for (int i = 0; i < y.length; i++) {
        y[i] = inputs.get(0)[from[i]];
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(BroadcastTo op, Node node, List<Tensor> outputGradients) {
      return List.of(Broadcasting.sumTo(outputGradients.get(0), node.inputs().get(0).shape()));
    }
  }

  static final class TransposeRule implements OpRule<Transpose> {
    @Override
    public List<double[]> evaluate(Transpose op, Node node, List<double[]> inputs, Evaluation run) {
      Shape from = node.inputs().get(0).shape();
      Shape to = node.outputs().get(0).shape();
      double[] y = new double[to.size()];
      for (int i = 0; i < y.length; i++) {
        int source = 0;
        int rest = i;
        for (int axis = to.rank() - 1; axis >= 0; axis--) {
          int own = op.permutation().get(axis);
          source += rest % to.dim(axis) * from.size(own + 1, from.rank());
          rest /= to.dim(axis);
        }
        y[i] = inputs.get(0)[source];
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Transpose op, Node node, List<Tensor> outputGradients) {
      int[] inverse = new int[op.permutation().size()];
      for (int axis = 0; axis < inverse.length; axis++) {
        inverse[op.permutation().get(axis)] = axis;
      }
      return List.of(Ops.transpose(outputGradients.get(0), inverse));
    }
  }
}
