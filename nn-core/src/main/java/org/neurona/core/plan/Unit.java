package org.neurona.core.plan;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.neurona.Shape;
import org.neurona.ops.Node;
import org.neurona.ops.Tensor;

/** What runs as one: a node, or several elementwise nodes of one shape. */
public final class Unit {
  private final List<Node> nodes = new ArrayList<>();

  Unit() {}

  void prepend(Node node) {
    nodes.add(0, node);
  }

  /** The nodes, each after its inputs. */
  public List<Node> nodes() {
    return Collections.unmodifiableList(nodes);
  }

  /** Whether the nodes are elementwise. */
  public boolean isElementwise() {
    return Fusion.isElementwise(nodes.get(0).op());
  }

  /** The shape of what the nodes compute. */
  public Shape shape() {
    return nodes.get(0).outputs().get(0).shape();
  }

  /** The tensors from outside that the nodes take, behind aliases, each once. */
  public Set<Tensor> inputs() {
    Set<Tensor> inputs = new LinkedHashSet<>();
    for (Node node : nodes) {
      for (Tensor input : node.inputs()) {
        Tensor origin = Fusion.origin(input);
        if (!nodes.contains(origin.node())) {
          inputs.add(origin);
        }
      }
    }
    return inputs;
  }
}
