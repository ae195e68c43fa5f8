package org.neurona.ops;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** Writes formulas down again with some of their tensors replaced; what does not depend on these stays as it is. */
public final class Substitution {
  private final Map<Tensor, Tensor> replaced;
  private final Map<Node, List<Tensor>> rewritten = new IdentityHashMap<>();

  /** A substitution; a tensor is replaced as a whole, with all that it was made of. */
  public Substitution(Map<Tensor, Tensor> replaced) {
    this.replaced = new IdentityHashMap<>(replaced);
  }

  /** The formulas of some tensors, rewritten. */
  public List<Tensor> of(List<Tensor> tensors) {
    return tensors.stream().map(this::of).toList();
  }

  /** The formula of a tensor, rewritten; without recursion, as formulas may be deep. */
  public Tensor of(Tensor tensor) {
    Deque<Node> open = new ArrayDeque<>();
    if (isOpen(tensor)) {
      open.push(tensor.node());
    }
    while (!open.isEmpty()) {
      Node node = open.peek();
      List<Tensor> missing = node.inputs().stream().filter(this::isOpen).toList();
      if (missing.isEmpty()) {
        open.pop();
        rewritten.computeIfAbsent(node, this::rewrite);
      } else {
        missing.forEach(input -> open.push(input.node()));
      }
    }
    return known(tensor);
  }

  private boolean isOpen(Tensor tensor) {
    return !replaced.containsKey(tensor) && !rewritten.containsKey(tensor.node());
  }

  private Tensor known(Tensor tensor) {
    Tensor replacement = replaced.get(tensor);
    return replacement != null ? replacement : rewritten.get(tensor.node()).get(tensor.index());
  }

  private List<Tensor> rewrite(Node node) {
    List<Tensor> inputs = node.inputs().stream().map(this::known).toList();
    return inputs.equals(node.inputs()) ? node.outputs() : Node.of(node.op(), inputs).outputs();
  }
}
