package org.neurona.core.ops;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.Arrays;
import java.util.List;
import org.neurona.ops.Node;
import org.neurona.ops.Sparsemax;
import org.neurona.ops.Tensor;

/** The projection onto the probability simplex: the elements less a threshold, not below 0, such that they sum to 1. */
final class SparsemaxRule implements OpRule<Sparsemax> {
  @Override
  public List<double[]> evaluate(Sparsemax op, Node node, List<double[]> inputs, Evaluation run) {
    int width = node.inputs().get(0).dim(-1);
    double[] x = inputs.get(0);
    double[] y = new double[x.length];
    for (int at = 0; at < x.length; at += width) {
      double threshold = threshold(Arrays.copyOfRange(x, at, at + width));
      for (int i = at; i < at + width; i++) {
        y[i] = Math.max(x[i] - threshold, 0);
      }
    }
    return List.of(y);
  }

  private static double threshold(double[] row) {
    Arrays.sort(row);
    double sum = 0;
    double threshold = 0;
    for (int count = 1; count <= row.length; count++) {
      double value = row[row.length - count];
      sum += value;
      if (1 + count * value > sum) {
        threshold = (sum - 1) / count;
      }
    }
    return threshold;
  }

  /** Where the output is not 0, the gradient less its mean over such places. */
  @Override
  public List<Tensor> gradient(Sparsemax op, Node node, List<Tensor> outputGradients) {
    Tensor support = greater(node.outputs().get(0), 0);
    Tensor g = multiply(outputGradients.get(0), support);
    Tensor mean = divide(sum(g, true, -1), sum(support, true, -1));
    return List.of(multiply(support, subtract(g, mean)));
  }
}
