package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/**
 * An input of a model: the shape of one row, without the batch axis. As the first entry of a Sequential model,
 * {@code new Input(784)}; for the functional API, {@code Tensor x = Input.of(784)}. Keras' {@code Input} and
 * {@code InputLayer}.
 *
 * <p>A model with {@link BaseRNN#stateful stateful} layers needs the batch size too, for it keeps states of so many rows:
 * {@code Tensor x = new Input(28, 28).batchSize(32).apply()}. As in Keras, a model without such layers takes batches of
 * any size all the same.
 */
public final class Input extends Layer {
  private static final Setting<Integer> BATCH_SIZE = Setting.positiveIntOrNull("batch_size").writtenWhenSet();

  /** An input whose rows have this shape. */
  public Input(int... dims) {
    super(List.of(BATCH_SIZE));
    setInputShape(Shape.of(dims));
  }

  /** The symbolic value of an input whose rows have this shape. */
  public static Tensor of(int... dims) {
    return new Input(dims).apply();
  }

  /**
   * An input for batches of a shape. Keras' {@code Input(batch_shape=...)}.
   *
   * @param shape the shape, the batch axis first, which may be {@link Shape#UNKNOWN}
   */
  public static Input ofBatchShape(Shape shape) {
    Input input = new Input(shape.slice(1, shape.rank()).dims());
    return shape.dim(0) == Shape.UNKNOWN ? input : input.batchSize(shape.dim(0));
  }

  /** How many rows a batch has, or null, the default, for any number. */
  public Integer batchSize() {
    return get(BATCH_SIZE);
  }

  /** Returns a copy whose batches have this many rows, which stateful layers hold them to. */
  public Input batchSize(int batchSize) {
    return with(this, BATCH_SIZE, batchSize);
  }

  @Override
  public Input name(String name) {
    return (Input) super.name(name);
  }

  @Override
  public String className() {
    return "InputLayer";
  }

  /** The value, for a batch of that size. */
  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    if (!inputs.isEmpty()) {
      throw new IllegalArgumentException("An input takes no input");
    }
    if (inputShape() == null) {
      throw new IllegalArgumentException("An input needs the shape of its rows: input_shape is missing");
    }
    int rows = batchSize() == null ? Shape.UNKNOWN : batchSize();
    return List.of(Tensor.of(new Placeholder("input", inputShape().prepend(rows))));
  }
}
