package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.ops.OpRules;
import org.neurona.ops.Node;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * Reverse-mode differentiation, written once for all operations: the gradient of a scalar flows from it to what it was
 * made of, each operation passing on what reaches its outputs.
 */
public final class Gradients {
  private final Map<Tensor, Tensor> gradientOf = new IdentityHashMap<>();

  private Gradients() {}

  /**
   * The gradients of a scalar, as further operations.
   *
   * @param scalar what is differentiated
   * @param withRespectTo what it is differentiated by
   * @return a gradient for each, of its shape; zeros where the scalar does not depend on it
   */
  public static List<Tensor> of(Tensor scalar, List<Tensor> withRespectTo) {
    if (scalar.rank() != 0) {
      throw new IllegalArgumentException("Only a scalar can be differentiated, got shape " + scalar.shape());
    }
    return new Gradients().flow(scalar, withRespectTo);
  }

  private List<Tensor> flow(Tensor scalar, List<Tensor> wanted) {
    List<Node> nodes = Node.sorted(List.of(scalar));
    Set<Node> relevant = dependents(nodes, wanted);
    gradientOf.put(scalar, Ops.constant(1));
    for (int i = nodes.size() - 1; i >= 0; i--) {
      Node node = nodes.get(i);
      if (relevant.contains(node) && node.outputs().stream().anyMatch(gradientOf::containsKey)) {
        passOn(node, relevant, wanted);
      }
    }
    return wanted.stream().map(tensor -> gradientOf.containsKey(tensor) ? gradientOf.get(tensor)
        : Ops.fill(0, tensor.shape())).toList();
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
