package org.neurona.core.ops;

import java.util.Arrays;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.AveragePooling;
import org.neurona.ops.AveragePoolingGradient;
import org.neurona.ops.MaxPooling;
import org.neurona.ops.MaxPoolingGradient;
import org.neurona.ops.MaxPoolingSelect;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/** Pooling, and what its gradients are made of. */
final class PoolingRules {
  private PoolingRules() {}

  /** One element that a window sees: where it is, and where in the output. */
  private interface Pair {
    void see(int input, int output);
  }

  private static void pairs(Window window, Shape input, Pair pair) {
    int channels = input.dim(-1);
    int places = input.size(1, input.rank() - 1);
    int outputs = 1;
    for (int axis = 0; axis < window.rank(); axis++) {
      outputs *= window.places(axis, input.dim(axis + 1));
    }
    for (int image = 0; image < input.dim(0); image++) {
      int from = image * places;
      int to = image * outputs;
      Taps.visit(window, input, (in, out, tap) -> {
        for (int channel = 0; channel < channels; channel++) {
          pair.see((from + in) * channels + channel, (to + out) * channels + channel);
        }
      });
    }
  }

  /** For each output element where the first largest element that its window sees is; a NaN is the largest. */
  private static int[] largest(Window window, Shape input, double[] x, int outputs) {
    int[] largest = new int[outputs];
    Arrays.fill(largest, -1);
    pairs(window, input, (in, out) -> {
      int best = largest[out];
      if (best < 0 || x[in] > x[best] || Double.isNaN(x[in]) && !Double.isNaN(x[best])) {
        largest[out] = in;
      }
    });
    return largest;
  }

  /** The elements at some places. */
  private static double[] select(double[] x, int[] places) {
    double[] selected = new double[places.length];
    for (int i = 0; i < places.length; i++) {
      selected[i] = x[places[i]];
    }
    return selected;
  }

  static final class MaxRule implements OpRule<MaxPooling> {
    @Override
    public List<double[]> evaluate(MaxPooling op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      int outputs = node.outputs().get(0).shape().size();
      return List.of(select(x, largest(op.window(), node.inputs().get(0).shape(), x, outputs)));
    }

    @Override
    public List<Tensor> gradient(MaxPooling op, Node node, List<Tensor> outputGradients) {
      return List.of(
          Tensor.of(new MaxPoolingGradient(op.window()), node.inputs().get(0), outputGradients.get(0)));
    }
  }

  static final class MaxGradientRule implements OpRule<MaxPoolingGradient> {
    @Override
    public List<double[]> evaluate(MaxPoolingGradient op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      double[] gradient = inputs.get(1);
      int[] largest = largest(op.window(), node.inputs().get(0).shape(), x, gradient.length);
      double[] y = new double[x.length];
      for (int i = 0; i < gradient.length; i++) {
        y[largest[i]] += gradient[i];
      }
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(MaxPoolingGradient op, Node node, List<Tensor> outputGradients) {
      return Arrays.asList(null,
          Tensor.of(new MaxPoolingSelect(op.window()), node.inputs().get(0), outputGradients.get(0)));
    }
  }

  static final class MaxSelectRule implements OpRule<MaxPoolingSelect> {
    @Override
    public List<double[]> evaluate(MaxPoolingSelect op, Node node, List<double[]> inputs, Evaluation run) {
      int outputs = node.outputs().get(0).shape().size();
      return List.of(select(inputs.get(1),
          largest(op.window(), node.inputs().get(0).shape(), inputs.get(0), outputs)));
    }

    @Override
    public List<Tensor> gradient(MaxPoolingSelect op, Node node, List<Tensor> outputGradients) {
      return Arrays.asList(null,
          Tensor.of(new MaxPoolingGradient(op.window()), node.inputs().get(0), outputGradients.get(0)));
    }
  }

  /** How many elements each window sees that are not padding, for each output element. */
  private static int[] counts(Window window, Shape input, int outputs) {
    int[] counts = new int[outputs];
    pairs(window, input, (in, out) -> counts[out]++);
    return counts;
  }

  static final class AverageRule implements OpRule<AveragePooling> {
    @Override
    public List<double[]> evaluate(AveragePooling op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      Shape input = node.inputs().get(0).shape();
      double[] y = new double[node.outputs().get(0).shape().size()];
      int[] counts = counts(op.window(), input, y.length);
      pairs(op.window(), input, (in, out) -> y[out] += x[in] / counts[out]);
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(AveragePooling op, Node node, List<Tensor> outputGradients) {
      Shape input = node.inputs().get(0).shape();
      return List.of(Tensor.of(new AveragePoolingGradient(op.window(), input.slice(1, input.rank() - 1).toList()),
          outputGradients.get(0)));
    }
  }

  static final class AverageGradientRule implements OpRule<AveragePoolingGradient> {
    @Override
    public List<double[]> evaluate(AveragePoolingGradient op, Node node, List<double[]> inputs, Evaluation run) {
      double[] gradient = inputs.get(0);
      Shape input = node.outputs().get(0).shape();
      double[] y = new double[input.size()];
      int[] counts = counts(op.window(), input, gradient.length);
      pairs(op.window(), input, (in, out) -> y[in] += gradient[out] / counts[out]);
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(AveragePoolingGradient op, Node node, List<Tensor> outputGradients) {
      return List.of(Tensor.of(new AveragePooling(op.window()), outputGradients.get(0)));
    }
  }
}
