package org.neurona.core.ops;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Convolution;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * Convolution and its two gradients. All three are sums of products of an input, an output and a kernel element, over
 * the same triples; so each is linear in its two arguments, and the gradients of each are the other two.
 */
final class ConvolutionRules {
  private ConvolutionRules() {}

  /** One product: where its three elements are. */
  private interface Product {
    void add(int input, int output, int kernel);
  }

  /** All products of a convolution from one shape to another. */
  private static void products(Window window, int groups, Shape input, Shape output, Product product) {
    int in = input.dim(-1);
    int out = output.dim(-1);
    int inGroup = in / groups;
    int outGroup = out / groups;
    int inputPlaces = input.size(1, input.rank() - 1);
    int outputPlaces = output.size(1, output.rank() - 1);
    for (int image = 0; image < input.dim(0); image++) {
      int inputStart = image * inputPlaces;
      int outputStart = image * outputPlaces;
      Taps.visit(window, input, (from, to, tap) -> {
        for (int o = 0; o < out; o++) {
          int firstChannel = o / outGroup * inGroup;
          for (int i = 0; i < inGroup; i++) {
            product.add((inputStart + from) * in + firstChannel + i, (outputStart + to) * out + o,
                (tap * inGroup + i) * out + o);
          }
        }
      });
    }
  }

  static final class ForwardRule implements OpRule<Convolution> {
    @Override
    public List<double[]> evaluate(Convolution op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      double[] kernel = inputs.get(1);
      Shape output = node.outputs().get(0).shape();
      double[] y = new double[output.size()];
      products(op.window(), op.groups(), node.inputs().get(0).shape(), output,
          (i, o, k) -> y[o] += x[i] * kernel[k]);
      return List.of(y);
    }

    @Override
    public List<Tensor> gradient(Convolution op, Node node, List<Tensor> outputGradients) {
      return gradients(op.window(), op.groups(), node.inputs().get(0), outputGradients.get(0), node.inputs().get(1));
    }

    /** By input and kernel, for a gradient of the output. */
    private static List<Tensor> gradients(Window window, int groups, Tensor input, Tensor output, Tensor kernel) {
      return List.of(byInput(window, groups, input.shape(), output, kernel),
          Tensor.of(new ConvolutionKernelGradient(window, groups), input, output));
    }
  }

  private static Tensor byInput(Window window, int groups, Shape input, Tensor output, Tensor kernel) {
    List<Integer> lengths = input.slice(1, input.rank() - 1).toList();
    return Tensor.of(new ConvolutionInputGradient(window, groups, lengths), output, kernel);
  }

  static final class InputGradientRule implements OpRule<ConvolutionInputGradient> {
    @Override
    public List<double[]> evaluate(ConvolutionInputGradient op, Node node, List<double[]> inputs, Evaluation run) {
      double[] output = inputs.get(0);
      double[] kernel = inputs.get(1);
      Shape input = node.outputs().get(0).shape();
      double[] x = new double[input.size()];
      products(op.window(), op.groups(), input, node.inputs().get(0).shape(),
          (i, o, k) -> x[i] += output[o] * kernel[k]);
      return List.of(x);
    }

    @Override
    public List<Tensor> gradient(ConvolutionInputGradient op, Node node, List<Tensor> outputGradients) {
      Tensor g = outputGradients.get(0);
      return List.of(Tensor.of(new Convolution(op.window(), op.groups()), g, node.inputs().get(1)),
          Tensor.of(new ConvolutionKernelGradient(op.window(), op.groups()), g, node.inputs().get(0)));
    }
  }

  static final class KernelGradientRule implements OpRule<ConvolutionKernelGradient> {
    @Override
    public List<double[]> evaluate(ConvolutionKernelGradient op, Node node, List<double[]> inputs, Evaluation run) {
      double[] x = inputs.get(0);
      double[] output = inputs.get(1);
      double[] kernel = new double[node.outputs().get(0).shape().size()];
      products(op.window(), op.groups(), node.inputs().get(0).shape(), node.inputs().get(1).shape(),
          (i, o, k) -> kernel[k] += x[i] * output[o]);
      return List.of(kernel);
    }

    @Override
    public List<Tensor> gradient(ConvolutionKernelGradient op, Node node, List<Tensor> outputGradients) {
      Tensor kernel = outputGradients.get(0);
      Tensor input = node.inputs().get(0);
      Tensor output = node.inputs().get(1);
      return List.of(byInput(op.window(), op.groups(), input.shape(), output, kernel),
          Tensor.of(new Convolution(op.window(), op.groups()), input, kernel));
    }
  }
}
