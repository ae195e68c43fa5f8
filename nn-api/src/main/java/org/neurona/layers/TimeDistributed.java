package org.neurona.layers;

import static org.neurona.ops.Ops.reshape;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Applies a layer to each step of a sequence, with the same weights. Keras' {@code TimeDistributed}.
 *
 * <p>Input {@code (batch, time, ...)}, output {@code (batch, time, ...)} with what the layer makes of one step; the
 * weights are the layer's. All steps go through the layer as rows of one batch.
 */
public final class TimeDistributed extends Layer {
  private static final Setting<Layer> LAYER = LayerSettings.required("layer", Layer.class, "a layer");

  /** A layer for each step. */
  public TimeDistributed(Layer layer) {
    super(List.of(LAYER));
    set(LAYER, layer);
  }

  /** The layer that each step goes through. */
  public Layer layer() {
    return get(LAYER);
  }

  @Override
  public TimeDistributed name(String name) {
    return (TimeDistributed) super.name(name);
  }

  @Override
  public TimeDistributed trainable(boolean trainable) {
    return (TimeDistributed) super.trainable(trainable);
  }

  @Override
  public TimeDistributed inputShape(int... dims) {
    return (TimeDistributed) super.inputShape(dims);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    for (Shape input : inputs) {
      if (input.rank() < 3) {
        throw new ShapeMismatchException(label, "input (batch, time, ...) with at least 3 dimensions", input);
      }
    }
    layer().checkInputs(inputs.stream().map(TimeDistributed::ofStep).toList(), label);
  }

  /** The shape of one step for a batch. */
  private static Shape ofStep(Shape input) {
    return input.slice(2, input.rank()).prepend(input.dim(0));
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return layer().declareWeights(inputs.stream().map(TimeDistributed::ofStep).toList(), "");
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    Shape input = inputs.get(0).shape();
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      // A mask of the steps themselves says nothing of what is inside a step.
      masks.add(call.mask(i) == null || call.mask(i).rank() < 3 ? null : asRows(call.mask(i)));
    }
    List<Tensor> rows = inputs.stream().map(TimeDistributed::asRows).toList();
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor output : layer().call(rows, call.within("", layer(), masks))) {
      Shape shape = output.shape();
      outputs.add(reshape(output, shape.slice(1, shape.rank()).prepend(input.dim(1)).prepend(input.dim(0))));
    }
    return outputs;
  }

  /** The steps of all rows as rows of one batch. */
  private static Tensor asRows(Tensor x) {
    return reshape(x, x.shape().slice(2, x.rank()).prepend(Shape.UNKNOWN));
  }
}
