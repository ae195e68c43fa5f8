package org.neurona.core.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Reverse mode: gradients flow from results to what they were made of, each operation passing on what reaches it. */
public final class Backpropagation {
  private final Map<Tensor, Tensor> gradientOf = new IdentityHashMap<>();

  private Backpropagation() {}

  /**
   * What reaches some tensors when these gradients reach these results, as further operations.
   *
   * @param results where gradients come in
   * @param gradients the gradient of each result, of its shape; null for none
   * @param wanted the tensors in question
   * @return the gradient of each wanted tensor, of its shape; null where no result depends on it
   */
  public static List<Tensor> of(List<Tensor> results, List<Tensor> gradients, List<Tensor> wanted) {
    return new Backpropagation().flow(results, gradients, wanted);
  }

  private List<Tensor> flow(List<Tensor> results, List<Tensor> gradients, List<Tensor> wanted) {
    List<Node> nodes = Node.sorted(results);
    Set<Node> relevant = dependents(nodes, wanted);
    for (int i = 0; i < results.size(); i++) {
      if (gradients.get(i) != null) {
        gradientOf.merge(results.get(i), gradients.get(i), Ops::add);
      }
    }
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (relevant.contains(node) && node.outputs().stream().anyMatch(gradientOf::containsKey)) {
        passOn(node, relevant, wanted);
      }
    }
    return wanted.stream().map(gradientOf::get).toList();
  }

  private void passOn(Node node, Set<Node> relevant, List<Tensor> wanted) {
    List<Tensor> outputGradients = new ArrayList<>();
    node.outputs().forEach(output -> outputGradients.add(gradientOf.get(output)));
    List<Tensor> inputGradients = OpRules.gradient(node, outputGradients);
    for (int i = 0; i < node.inputs().size(); i++) {
      Tensor input = node.inputs().get(i);
      Tensor gradient = inputGradients.get(i);
      if (gradient == null || !relevant.contains(input.node()) && !wanted.contains(input)) {
        continue;
      }
      if (!gradient.shape().equals(input.shape())) {
        throw new IllegalStateException("The gradient of " + node.op().label() + " has shape " + gradient.shape()
            + " for an input of shape " + input.shape());
      }
      gradientOf.merge(input, gradient, Ops::add);
    }
  }

  /** The nodes that depend on something wanted. */
  private static Set<Node> dependents(List<Node> nodes, List<Tensor> wanted) {
    Set<Node> sources = Collections.newSetFromMap(new IdentityHashMap<>());
    wanted.forEach(tensor -> sources.add(tensor.node()));
    Set<Node> dependents = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Node node : nodes) {
      if (node.inputs().stream().anyMatch(input -> dependents.contains(input.node())
          || sources.contains(input.node()))) {
        dependents.add(node);
      }
    }
    return dependents;
  }
}
