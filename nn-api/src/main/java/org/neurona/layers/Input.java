package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * An input of a model: the shape of one row, without the batch axis. As the first entry of a Sequential model,
 * {@code new Input(784)}; for the functional API, {@code Tensor x = Input.of(784)}. Keras' {@code Input} and
 * {@code InputLayer}.
 */
public final class Input extends Layer {
  /** An input whose rows have this shape. */
  public Input(int... dims) {
    super(List.of());
    setInputShape(Shape.of(dims));
  }

  /** The symbolic value of an input whose rows have this shape. */
  public static Tensor of(int... dims) {
    return new Input(dims).apply();
  }

  @Override
  public Input name(String name) {
    return (Input) super.name(name);
  }

  @Override
  public String className() {
    return "InputLayer";
  }

  /** The value, for a batch of any size. */
  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    if (!inputs.isEmpty()) {
      throw new IllegalArgumentException("An input takes no input");
    }
    if (inputShape() == null) {
      throw new IllegalArgumentException("An input needs the shape of its rows: input_shape is missing");
    }
    return List.of(Tensor.of(new org.neurona.ops.Placeholder("input", inputShape().prepend(Shape.UNKNOWN))));
  }
}
