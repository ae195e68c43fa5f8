package org.neurona.core.plan;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neurona.Shape;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Convolution;
import org.neurona.ops.Node;
import org.neurona.ops.ReadVariable;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * Makes {@link WinogradConvolution}s of the convolutions with weights of graphs that change no variables, where that is
 * less work. It depends on an image's size and the channels, not on how many images there are, so that an image's result
 * has the same bits alone and in a batch. Rounding stays about what it is: an output is made of sums and differences of
 * what its window sees, nothing else, with factors of 1.
 */
public final class Winograd extends Rewriting {
  /** Fewer channels are sooner multiplied than transformed. */
  private static final int LEAST_CHANNELS = 16;
  /** The kernel's transform has 16 numbers for each pair: more of them don't stay in a cache. */
  private static final int MOST_PAIRS = 1 << 16;
  /** How many times fewer multiplications there must be. */
  private static final double LEAST_GAIN = 1.7;

  private final Map<Tensor, Tensor> kernels = new HashMap<>();

  private Winograd() {}

  /** A graph with the same placeholders and results. */
  public static Graph of(Graph graph) {
    if (graph.assignments().isEmpty()) {
      for (Node node : graph.nodes()) {
        if (pays(node)) {
          return new Winograd().rewritten(graph);
        }
      }
    }
    return graph;
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (Fusion.isSource(node.op())) {
      return node.outputs();
    }
    if (pays(node)) {
      Tensor kernel = inputs.get(1);
      kernels.putIfAbsent(kernel, Tensor.of(new WinogradKernel(), kernel));
      return List.of(Tensor.of(new WinogradConvolution((Convolution) node.op()), inputs.get(0),
          kernels.get(kernel)));
    }
    return sameOn(node, inputs);
  }

  private static boolean pays(Node node) {
    return node.op() instanceof Convolution convolution && convolution.groups() == 1
        && node.inputs().get(1).op() instanceof ReadVariable && isPlain(convolution.window())
        && pays(node.inputs().get(1).shape(), node.outputs().get(0).shape());
  }

  private static boolean isPlain(Window window) {
    return window.sizes().equals(List.of(3, 3)) && window.strides().equals(List.of(1, 1))
        && window.dilations().equals(List.of(1, 1));
  }

  private static boolean pays(Shape kernel, Shape output) {
    int in = kernel.dim(2);
    int out = kernel.dim(3);
    int height = output.dim(1);
    int width = output.dim(2);
    long blocks = ((height + 1) / 2) * (long) ((width + 1) / 2);
    return in >= LEAST_CHANNELS && out >= LEAST_CHANNELS && in * (long) out <= MOST_PAIRS && height > 1 && width > 1
        && 9.0 * height * width >= LEAST_GAIN * 16 * blocks;
  }
}
