package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Concatenate;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Pad;
import org.neurona.ops.Slice;
import org.neurona.ops.Tensor;

/** Operations that put together, cut out or lengthen along one axis; each is another's gradient. */
final class AxisRules {
  private AxisRules() {}

  /** Copies a block of elements that is {@code length} long on the axis, starting there at the given indices. */
  private static void copy(double[] source, Shape sourceShape, int sourceAt, double[] target, Shape targetShape,
      int targetAt, int axis, int length) {
    int inner = sourceShape.size(axis + 1, sourceShape.rank());
    int outer = sourceShape.size(0, axis);
    for (int i = 0; i < outer; i++) {
      System.arraycopy(source, (i * sourceShape.dim(axis) + sourceAt) * inner, target,
          (i * targetShape.dim(axis) + targetAt) * inner, length * inner);
    }
  }

  static final class ConcatenateRule implements OpRule<Concatenate> {
    @Override
    public List<double[]> evaluate(Concatenate op, Node node, List<double[]> inputs, Evaluation run) {
      Shape shape = node.outputs().get(0).shape();
      double[] y = new double[shape.size()];
      int at = 0;
      for (int i = 0; i < inputs.size(); i++) {
        Shape own = node.inputs().get(i).shape();
        copy(inputs.get(i), own, 0, y, shape, at, op.axis(), own.dim(op.axis()));
        at += own.dim(op.axis());
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Concatenate op, Node node, List<Tensor> outputGradients) {
      List<Tensor> gradients = new ArrayList<>();
      int at = 0;
      for (Tensor input : node.inputs()) {
        gradients.add(Ops.slice(outputGradients.get(0), op.axis(), at, input.dim(op.axis())));
        at += input.dim(op.axis());
      }
      return gradients;
    }
  }

  static final class SliceRule implements OpRule<Slice> {
    @Override
    public List<double[]> evaluate(Slice op, Node node, List<double[]> inputs, Evaluation run) {
      Shape shape = node.outputs().get(0).shape();
      double[] y = new double[shape.size()];
      copy(inputs.get(0), node.inputs().get(0).shape(), op.from(), y, shape, 0, op.axis(), op.length());
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Slice op, Node node, List<Tensor> outputGradients) {
      int after = node.inputs().get(0).dim(op.axis()) - op.from() - op.length();
      return List.of(Ops.pad(outputGradients.get(0), op.axis(), op.from(), after));
    }
  }

  static final class PadRule implements OpRule<Pad> {
    @Override
    public List<double[]> evaluate(Pad op, Node node, List<double[]> inputs, Evaluation run) {
      Shape shape = node.outputs().get(0).shape();
      Shape own = node.inputs().get(0).shape();
      double[] y = new double[shape.size()];
      copy(inputs.get(0), own, 0, y, shape, op.before(), op.axis(), own.dim(op.axis()));
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Pad op, Node node, List<Tensor> outputGradients) {
      return List.of(Ops.slice(outputGradients.get(0), op.axis(), op.before(), node.inputs().get(0).dim(op.axis())));
    }
  }
}
