package org.neurona.layers;

import static org.neurona.ops.Ops.add;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.ops.Tensor;

/**
 * The sum of the inputs, element by element. Keras' {@code Add}. The inputs have the same shape, or shapes that
 * broadcast.
 */
public final class Add extends Layer {
  /** The layer. */
  public Add() {
    super(List.of());
  }

  @Override
  public Add name(String name) {
    return (Add) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Merging.requireSeveral(inputs, label);
    Shape first = inputs.get(0);
    for (Shape input : inputs) {
      for (int axis = 1; axis <= Math.min(input.rank(), first.rank()); axis++) {
        int a = input.dim(-axis);
        int b = first.dim(-axis);
        if (a != b && a > 1 && b > 1) {
          throw new ShapeMismatchException(label, "inputs of one shape, like " + first, input);
        }
      }
    }
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    Tensor sum = inputs.get(0);
    for (Tensor input : inputs.subList(1, inputs.size())) {
      sum = add(sum, input);
    }
    return List.of(sum);
  }
}
