package org.neurona.core.ops;

import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import org.apache.commons.math3.util.FastMath;
import org.neurona.ops.LogSoftmax;
import org.neurona.ops.Node;
import org.neurona.ops.Softmax;
import org.neurona.ops.Tensor;

/** Softmax and its logarithm along the last axis. */
final class SoftmaxRules {
  private SoftmaxRules() {}

  /** The logarithm of the sum of the powers of a row. */
  static double logSumExp(double[] x, int at, int width) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = at; i < at + width; i++) {
      largest = Math.max(largest, x[i]);
    }
    double sum = 0;
    for (int i = at; i < at + width; i++) {
      sum += FastMath.exp(x[i] - largest);
    }
    return largest + FastMath.log(sum);
  }

  private static double[] logSoftmax(double[] x, int width) {
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at += width) {
      double logSum = logSumExp(x, at, width);
      for (int i = at; i < at + width; i++) {
        y[i] = x[i] - logSum;
      }
    }
    return y;
  }

  static final class SoftmaxRule implements OpRule<Softmax> {
    @Override
    public List<double[]> evaluate(Softmax op, Node node, List<double[]> inputs, Evaluation run) {
      double[] y = logSoftmax(inputs.get(0), node.inputs().get(0).dim(-1));
      for (int i = 0; i < y.length; i++) {
        y[i] = FastMath.exp(y[i]);
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Softmax op, Node node, List<Tensor> outputGradients) {
      Tensor y = node.outputs().get(0);
      Tensor g = outputGradients.get(0);
      return List.of(multiply(y, subtract(g, sum(multiply(g, y), true, -1))));
    }
  }

  static final class LogSoftmaxRule implements OpRule<LogSoftmax> {
    @Override
    public List<double[]> evaluate(LogSoftmax op, Node node, List<double[]> inputs, Evaluation run) {
      return List.of(logSoftmax(inputs.get(0), node.inputs().get(0).dim(-1)));
    }

    @Override
    public List<Tensor> gradient(LogSoftmax op, Node node, List<Tensor> outputGradients) {
      Tensor g = outputGradients.get(0);
      return List.of(subtract(g, multiply(softmax(node.inputs().get(0)), sum(g, true, -1))));
    }
  }
}
