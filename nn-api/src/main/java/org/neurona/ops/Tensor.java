package org.neurona.ops;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.neurona.Shape;

/**
 * A symbolic value: an output of a {@link Node}, with a shape but without numbers. What Keras calls a KerasTensor.
 */
public final class Tensor {
  private final Node node;
  private final int index;
  private final Shape shape;

  Tensor(Node node, int index, Shape shape) {
    this.node = node;
    this.index = index;
    this.shape = shape;
  }

  /** The single output of an operation. */
  public static Tensor of(Op op, Tensor... inputs) {
    List<Tensor> outputs = Node.of(op, List.of(inputs)).outputs();
    if (outputs.size() != 1) {
      throw new IllegalArgumentException(op.label() + " has " + outputs.size() + " outputs, not one");
    }
    return outputs.get(0);
  }

  /** The shapes of some tensors, in their order. */
  public static List<Shape> shapes(List<Tensor> tensors) {
    List<Shape> shapes = new ArrayList<>();
    for (Tensor tensor : tensors) {
      shapes.add(tensor.shape());
    }
    return Collections.unmodifiableList(shapes);
  }

  /** What makes this value. */
  public Node node() {
    return node;
  }

  /** The operation that makes this value. */
  public Op op() {
    return node.op();
  }

  /** The tensors that the operation is applied to. */
  public List<Tensor> inputs() {
    return node.inputs();
  }

  /** Which of the node's outputs this is. */
  public int index() {
    return index;
  }

  /** The shape; the batch axis comes first and may be unknown. */
  public Shape shape() {
    return shape;
  }

  /** The number of axes. */
  public int rank() {
    return shape.rank();
  }

  /** The length of one axis; negative axes count from the end. */
  public int dim(int axis) {
    return shape.dim(axis);
  }

  @Override
  public String toString() {
    return "Tensor(shape=" + shape + ", op=" + node.op().label() + ")";
  }
}
