package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/** A pass over a graph that puts other nodes in the place of some. */
abstract class Rewriting implements UnaryOperator<Tensor> {
  private final Map<Node, List<Tensor>> replacements = new IdentityHashMap<>();

  /**
   * What takes the place of a node's outputs.
   *
   * @param inputs what takes the place of its inputs, in a list of the pass' own
   */
  abstract List<Tensor> rewrite(Node node, List<Tensor> inputs);

  /** Leaves a node as it is. */
  final void keep(Node node) {
    replacements.put(node, node.outputs());
  }

  /** The graph with the same placeholders and results. */
  final Graph rewritten(Graph graph) {
    for (Node node : graph.nodes()) {
      if (!replacements.containsKey(node)) {
        List<Tensor> inputs = new ArrayList<>();
        for (Tensor input : node.inputs()) {
          inputs.add(replaced(input));
        }
        replacements.put(node, rewrite(node, inputs));
      }
    }
    return graph.withResults(this);
  }

  /** What takes the place of a tensor. */
  final Tensor replaced(Tensor tensor) {
    return replacements.get(tensor.node()).get(tensor.index());
  }

  /** What takes the place of a result. */
  @Override
  public Tensor apply(Tensor result) {
    return replaced(result);
  }

  /** The same operation on other inputs; the node itself if they are its own. */
  static List<Tensor> sameOn(Node node, List<Tensor> inputs) {
    return inputs.equals(node.inputs()) ? node.outputs() : Node.of(node.op(), inputs).outputs();
  }
}
