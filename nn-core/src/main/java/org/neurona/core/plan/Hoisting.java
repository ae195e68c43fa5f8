package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.neurona.core.engine.Graph;
import org.neurona.ops.Node;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Scan;
import org.neurona.ops.Tensor;

/**
 * Cuts a graph in two: what is computed of variables alone, which stays until they change, and the rest, which takes it
 * from placeholders.
 */
public final class Hoisting extends Rewriting {
  private final Set<Node> fixed = new HashSet<>();
  /** What goes from one part to the other, each value with its placeholder. */
  private final Map<Tensor, Tensor> hoisted = new LinkedHashMap<>();
  private final Graph rest;

  private Hoisting(Graph graph) {
    if (!graph.assignments().isEmpty()) {
      this.rest = graph;
      return;
    }
    Graph rewritten = rewritten(graph);
    List<Tensor> placeholders = new ArrayList<>(graph.placeholders());
    placeholders.addAll(hoisted.values());
    this.rest = hoisted.isEmpty() ? graph : new Graph(placeholders, rewritten.outputs(), List.of());
  }

  /** The two parts of a graph; one that changes variables is all rest. */
  public static Hoisting of(Graph graph) {
    return new Hoisting(graph);
  }

  /** What is computed of variables alone, as far as the rest takes it. */
  public List<Tensor> hoisted() {
    return List.copyOf(hoisted.keySet());
  }

  /** The rest: behind the placeholders of the whole graph it has one for each hoisted value, in their order. */
  public Graph rest() {
    return rest;
  }

  @Override
  List<Tensor> rewrite(Node node, List<Tensor> inputs) {
    if (isFixed(node)) {
      fixed.add(node);
      return node.outputs();
    }
    for (int i = 0; i < inputs.size(); i++) {
      inputs.set(i, taken(inputs.get(i)));
    }
    return sameOn(node, inputs);
  }

  @Override
  public Tensor apply(Tensor result) {
    return taken(replaced(result));
  }

  /** Whether a node's value hangs on variables alone; what scans draw at random is not looked for. */
  private boolean isFixed(Node node) {
    if (node.inputs().isEmpty()) {
      return Fusion.isSource(node.op()) && !(node.op() instanceof Placeholder);
    }
    for (Tensor input : node.inputs()) {
      if (!fixed.contains(input.node())) {
        return false;
      }
    }
    return !(node.op() instanceof Scan);
  }

  /** What the rest takes for a value: variables as they are, the placeholder of what was computed of them. */
  private Tensor taken(Tensor value) {
    if (!fixed.contains(value.node()) || Fusion.isSource(value.op())) {
      return value;
    }
    Tensor placeholder = hoisted.get(value);
    if (placeholder == null) {
      placeholder = Tensor.of(new Placeholder("hoisted", value.shape()));
      hoisted.put(value, placeholder);
    }
    return placeholder;
  }
}
