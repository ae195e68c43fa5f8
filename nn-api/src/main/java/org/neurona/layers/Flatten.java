package org.neurona.layers;

import static org.neurona.ops.Ops.reshape;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.ops.Tensor;

/**
 * All axes but the batch's as one. Keras' {@code Flatten}.
 *
 * <p>Input {@code (batch, ...)}, output {@code (batch, product of the others)}.
 */
public final class Flatten extends Layer {
  /** A layer that takes rows of any shape. */
  public Flatten() {
    super(List.of());
  }

  /** A layer that, as the first of a Sequential model, takes rows of this shape: {@code new Flatten(28, 28)}. */
  public Flatten(int... rowDims) {
    this();
    if (rowDims.length > 0) {
      setInputShape(Shape.of(rowDims));
    }
  }

  @Override
  public Flatten name(String name) {
    return (Flatten) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    if (input.rank() < 1 || !input.slice(1, input.rank()).isKnown()) {
      throw new ShapeMismatchException(label, "input whose axes but the first are known", input);
    }
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return reshape(x, x.dim(0), x.shape().size(1, x.rank()));
  }
}
