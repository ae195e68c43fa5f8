package org.neurona.core.ops;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.ArgMax;
import org.neurona.ops.Gather;
import org.neurona.ops.Node;
import org.neurona.ops.OneHot;
import org.neurona.ops.Ops;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Tensor;

/** Operations on indices, which have no gradient themselves. */
final class IndexRules {
  private IndexRules() {}

  static final class ArgMaxRule implements OpRule<ArgMax> {
    @Override
    public List<double[]> evaluate(ArgMax op, Node node, List<double[]> inputs, Evaluation run) {
      int width = node.inputs().get(0).dim(-1);
      double[] x = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      for (int row = 0; row < y.length; row++) {
        int best = 0;
        for (int i = 1; i < width; i++) {
          if (x[row * width + i] > x[row * width + best]) {
            best = i;
          }
        }
        y[row] = best;
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(ArgMax op, Node node, List<Tensor> outputGradients) {
      return Collections.singletonList(null);
    }
  }

  static final class OneHotRule implements OpRule<OneHot> {
    @Override
    public List<double[]> evaluate(OneHot op, Node node, List<double[]> inputs, Evaluation run) {
      double[] indices = inputs.get(0);
      double[] y = new double[indices.length * op.depth()];
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] >= 0 && indices[i] < op.depth()) {
          y[i * op.depth() + (int) indices[i]] = 1;
        }
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(OneHot op, Node node, List<Tensor> outputGradients) {
      return Collections.singletonList(null);
    }
  }

  static final class GatherRule implements OpRule<Gather> {
    @Override
    public List<double[]> evaluate(Gather op, Node node, List<double[]> inputs, Evaluation run) {
      int rows = node.inputs().get(0).dim(0);
      double[] indices = inputs.get(1);
      double[] y = new double[node.outputs().get(0).shape().size()];
      int width = indices.length == 0 ? 0 : y.length / indices.length;
      for (int i = 0; i < indices.length; i++) {
        if (indices[i] >= 0 && indices[i] < rows) {
          System.arraycopy(inputs.get(0), (int) indices[i] * width, y, i * width, width);
        } else {
          op.refuse(indices[i], rows);
          Arrays.fill(y, i * width, (i + 1) * width, Double.NaN);
        }
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Gather op, Node node, List<Tensor> outputGradients) {
      return Arrays.asList(Tensor.of(new ScatterAdd(node.inputs().get(0).dim(0)), node.inputs().get(1),
          outputGradients.get(0)), null);
    }
  }

  static final class ScatterAddRule implements OpRule<ScatterAdd> {
    @Override
    public List<double[]> evaluate(ScatterAdd op, Node node, List<double[]> inputs, Evaluation run) {
      double[] indices = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      int width = y.length / Math.max(1, op.rows());
      for (int i = 0; i < indices.length; i++) {
        for (int j = 0; j < width && indices[i] >= 0 && indices[i] < op.rows(); j++) {
          y[(int) indices[i] * width + j] += inputs.get(1)[i * width + j];
        }
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(ScatterAdd op, Node node, List<Tensor> outputGradients) {
      Tensor indices = node.inputs().get(0);
      Tensor rows = Ops.gather(outputGradients.get(0), indices);
      Tensor inRange = Ops.multiply(Ops.greaterEqual(indices, 0), Ops.greater(Ops.constant(op.rows()), indices));
      Shape column = indices.shape();
      for (int axis = column.rank(); axis < rows.rank(); axis++) {
        column = column.append(1);
      }
      return Arrays.asList(null, Ops.where(Ops.reshape(inRange, column), rows, Ops.constant(0)));
    }
  }
}
