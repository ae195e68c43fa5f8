package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.BroadcastTo;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.ConvolutionKernelGradient;
import org.neurona.ops.Fill;
import org.neurona.ops.Node;
import org.neurona.ops.Reduce;
import org.neurona.ops.Reduce.ReduceFunction;
import org.neurona.ops.Reshape;
import org.neurona.ops.Tensor;
import org.neurona.ops.Transpose;

/**
 * Rewrites what the float kernels don't take as it is: broadcasts that are neither a repeated row nor a repeated column,
 * reductions along axes that are not neighbours, the gradients of convolutions (those by kernels into parts and their
 * sum, those by inputs with the kernel transposed), and results that nothing computes (an input that is also an output).
 */
public final class Lowering extends Rewriting {
  private Lowering() {}

  /** A graph with the same placeholders and results. */
  public static Graph of(Graph graph) {
    return new Lowering().rewritten(graph);
  }

  /** A result that something computes. */
  @Override
  public Tensor apply(Tensor result) {
    Tensor value = replaced(result);
    return Fusion.isSource(Fusion.origin(value).op())
        ? Tensor.of(new Binary(BinaryFunction.MULTIPLY), value, Tensor.of(new Fill(1, Shape.of()))) : value;
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (Fusion.isSource(node.op())) {
      return node.outputs();
    }
    if (Fusion.isElementwise(node.op())) {
      Shape shape = node.outputs().get(0).shape();
      for (int i = 0; i < inputs.size(); i++) {
        if (BroadcastPattern.of(inputs.get(i).shape(), shape) == null) {
          inputs.set(i, Tensor.of(new BroadcastTo(shape), inputs.get(i)));
        }
      }
    } else if (node.op() instanceof Reduce reduce && !areNeighbours(reduce.axes())) {
      return List.of(axisByAxis(reduce, inputs.get(0), node.outputs().get(0).shape()));
    } else if (node.op() instanceof ConvolutionKernelGradient gradient) {
      Tensor parts = Tensor.of(ConvolutionKernelGradientParts.of(gradient, inputs.get(0).dim(0)),
          inputs.toArray(Tensor[]::new));
      return List.of(Tensor.of(new Reduce(ReduceFunction.SUM, List.of(0), false), parts));
    } else if (node.op() instanceof ConvolutionInputGradient gradient) {
      return List.of(Tensor.of(new TransposedKernelInputGradient(gradient), inputs.get(0), transposed(inputs.get(1))));
    }
    return sameOn(node, inputs);
  }

  /** A kernel with its last two axes exchanged. */
  private static Tensor transposed(Tensor kernel) {
    int in = kernel.dim(-2);
    int out = kernel.dim(-1);
    if (in == 1 || out == 1) {
      return Tensor.of(new Reshape(kernel.shape().withDim(-2, out).withDim(-1, in)), kernel);
    }
    List<Integer> axes = new ArrayList<>(IntStream.range(0, kernel.rank()).boxed().toList());
    Collections.swap(axes, axes.size() - 2, axes.size() - 1);
    return Tensor.of(new Transpose(axes), kernel);
  }

  private static Tensor axisByAxis(Reduce reduce, Tensor input, Shape shape) {
    Tensor value = input;
    for (int axis : reduce.axes()) {
      value = Tensor.of(new Reduce(reduce.function(), List.of(axis), true), value);
    }
    return Tensor.of(new Reshape(shape), value);
  }

  private static boolean areNeighbours(List<Integer> axes) {
    return axes.isEmpty() || axes.get(axes.size() - 1) - axes.get(0) == axes.size() - 1;
  }
}
