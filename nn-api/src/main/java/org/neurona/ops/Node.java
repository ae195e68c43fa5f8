package org.neurona.ops;

import java.util.ArrayList;
import java.util.List;
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
    for (Shape shape : op.outputShapes(inputs.stream().map(Tensor::shape).toList())) {
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

  @Override
  public String toString() {
    return op + " of " + inputs.stream().map(Tensor::shape).toList();
  }
}
