package org.neurona.ops;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.neurona.Shape;

/** One application of an operation to tensors. Immutable; has the identity of the object. */
public final class Node {
  private final Op op;
  private final List<Tensor> inputs;
  private final List<Tensor> outputs;

  private Node(Op op, List<Tensor> inputs) {
    this.op = op;
    this.inputs = List.copyOf(inputs);
    List<Tensor> made = new ArrayList<>();
    for (Shape shape : op.outputShapes(Tensor.shapes(inputs))) {
      made.add(new Tensor(this, made.size(), shape));
    }
    this.outputs = List.copyOf(made);
  }

  /**
   * Applies an operation.
   *
   * @throws IllegalArgumentException if the operation does not take inputs of such shapes
   */
  public static Node of(Op op, List<Tensor> inputs) {
    return new Node(op, inputs);
  }

  /** The operation. */
  public Op op() {
    return op;
  }

  /** What it is applied to. */
  public List<Tensor> inputs() {
    return inputs;
  }

  /** What comes out. */
  public List<Tensor> outputs() {
    return outputs;
  }

  /** All nodes that some tensors need, each after its inputs; without recursion, as graphs may be deep. */
  public static List<Node> sorted(Collection<Tensor> results) {
    List<Node> order = new ArrayList<>();
    Set<Node> done = Collections.newSetFromMap(new IdentityHashMap<>());
    Set<Node> entered = Collections.newSetFromMap(new IdentityHashMap<>());
    List<Node> stack = new ArrayList<>();
    for (Tensor result : results) {
      stack.add(result.node());
      while (!stack.isEmpty()) {
        Node node = stack.get(stack.size() - 1);
        if (done.contains(node)) {
          stack.remove(stack.size() - 1);
        } else if (entered.add(node)) {
          for (int i = node.inputs().size() - 1; i >= 0; i--) {
            if (!done.contains(node.inputs().get(i).node())) {
              stack.add(node.inputs().get(i).node());
            }
          }
        } else {
          stack.remove(stack.size() - 1);
          done.add(node);
          order.add(node);
        }
      }
    }
    return order;
  }

  @Override
  public String toString() {
    return op + " of " + inputs.stream().map(Tensor::shape).toList();
  }
}
