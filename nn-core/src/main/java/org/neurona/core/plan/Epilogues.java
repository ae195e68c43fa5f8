package org.neurona.core.plan;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Binary;
import org.neurona.ops.BinaryFunction;
import org.neurona.ops.Convolution;
import org.neurona.ops.MatMul;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;
import org.neurona.ops.Unary;
import org.neurona.ops.UnaryFunction;

/**
 * Lets a convolution, or a matrix product, add its bias, and take relu of the sum, before it stores a number, where
 * nothing else wants what lies in between.
 */
public final class Epilogues extends Rewriting {
  private final Map<Node, Integer> uses = new IdentityHashMap<>();
  private final boolean products;

  private Epilogues(boolean products) {
    this.products = products;
  }

  /**
   * A graph with the same placeholders and results.
   *
   * @param products whether matrix products have epilogues too, not convolutions alone
   */
  public static Graph of(Graph graph, boolean products) {
    Epilogues pass = new Epilogues(products);
    for (Node node : graph.nodes()) {
      pass.use(node.inputs());
    }
    pass.use(graph.results());
    return pass.rewritten(graph);
  }

  private void use(List<Tensor> tensors) {
    for (Tensor tensor : tensors) {
      uses.put(tensor.node(), uses.getOrDefault(tensor.node(), 0) + 1);
    }
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (Fusion.isSource(node.op())) {
      return node.outputs();
    }
    if (node.op() instanceof Binary binary && binary.function() == BinaryFunction.ADD) {
      for (int i = 0; i < 2; i++) {
        if (isBias(inputs.get(1 - i), node.inputs().get(i), node)) {
          Tensor product = inputs.get(i);
          return List.of(Tensor.of(new Biased(product.op(), false), product.inputs().get(0), product.inputs().get(1),
              inputs.get(1 - i)));
        }
      }
    } else if (node.op() instanceof Unary unary && unary.function() == UnaryFunction.RELU
        && inputs.get(0).op() instanceof Biased biased && isUsedOnce(node.inputs().get(0))) {
      return Node.of(new Biased(biased.op(), true), inputs.get(0).inputs()).outputs();
    }
    return sameOn(node, inputs);
  }

  private boolean isUsedOnce(Tensor tensor) {
    return uses.get(tensor.node()) == 1;
  }

  /** Whether a sum is that of a product, which nothing else takes, and a number for each of its channels. */
  private boolean isBias(Tensor bias, Tensor product, Node sum) {
    if (!hasEpilogue(product) || !isUsedOnce(product) || !product.shape().equals(sum.outputs().get(0).shape())) {
      return false;
    }
    BroadcastPattern pattern = BroadcastPattern.of(bias.shape(), product.shape());
    return pattern != null && pattern.isFull(product.dim(-1));
  }

  private boolean hasEpilogue(Tensor product) {
    return product.op() instanceof MatMul ? products && product.rank() == 2
        : product.op() instanceof Convolution || product.op() instanceof WinogradConvolution;
  }
}
