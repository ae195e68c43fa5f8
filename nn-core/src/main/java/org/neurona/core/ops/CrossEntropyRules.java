package org.neurona.core.ops;

import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.logSoftmax;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.Arrays;
import java.util.List;
import org.neurona.ops.Node;
import org.neurona.ops.SoftmaxCrossEntropy;
import org.neurona.ops.SparseSoftmaxCrossEntropy;
import org.neurona.ops.Tensor;

/** Softmax and cross-entropy as one, of logits z against probabilities or against the numbers of classes. */
final class CrossEntropyRules {
  private CrossEntropyRules() {}

  static final class DenseRule implements OpRule<SoftmaxCrossEntropy> {
    @Override
    public List<double[]> evaluate(SoftmaxCrossEntropy op, Node node, List<double[]> inputs, Evaluation run) {
      int width = node.inputs().get(0).dim(-1);
      double[] z = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      for (int row = 0; row < y.length; row++) {
        double logSum = SoftmaxRules.logSumExp(z, row * width, width);
        for (int i = row * width; i < (row + 1) * width; i++) {
          y[row] += inputs.get(1)[i] * (logSum - z[i]);
        }
      }
      return List.of(y);
    }

    /** By the logits softmax(z) sum(t) - t, by the targets -logSoftmax(z). */
    @Override
    public List<Tensor> gradient(SoftmaxCrossEntropy op, Node node, List<Tensor> outputGradients) {
      Tensor logits = node.inputs().get(0);
      Tensor targets = node.inputs().get(1);
      Tensor g = expandDims(outputGradients.get(0), -1);
      return List.of(multiply(g, subtract(multiply(softmax(logits), sum(targets, true, -1)), targets)),
          negative(multiply(g, logSoftmax(logits))));
    }
  }

  static final class SparseRule implements OpRule<SparseSoftmaxCrossEntropy> {
    @Override
    public List<double[]> evaluate(SparseSoftmaxCrossEntropy op, Node node, List<double[]> inputs, Evaluation run) {
      int width = node.inputs().get(0).dim(-1);
      double[] z = inputs.get(0);
      double[] y = new double[node.outputs().get(0).shape().size()];
      for (int row = 0; row < y.length; row++) {
        double label = inputs.get(1)[row];
        y[row] = label >= 0 && label < width
            ? SoftmaxRules.logSumExp(z, row * width, width) - z[row * width + (int) label] : Double.NaN;
      }
      return List.of(y);
    }

    /** By the logits softmax(z) less 1 at the label. */
    @Override
    public List<Tensor> gradient(SparseSoftmaxCrossEntropy op, Node node, List<Tensor> outputGradients) {
      Tensor logits = node.inputs().get(0);
      Tensor g = expandDims(outputGradients.get(0), -1);
      return Arrays.asList(
          multiply(g, subtract(softmax(logits), oneHot(node.inputs().get(1), logits.dim(-1)))), null);
    }
  }
}
