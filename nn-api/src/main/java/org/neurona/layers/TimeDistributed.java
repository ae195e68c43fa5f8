package org.neurona.layers;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.slice;
import static org.neurona.ops.Ops.squeeze;

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
 * weights are the layer's. As in Keras the steps go through the layer one after another, so that {@link
 * BatchNormalization} has a mean and a variance for each step, which move the moving ones in turn, and a stateful layer
 * goes on from step to step. A layer that keeps nothing makes the same of all steps as rows of one batch, which is how
 * they are computed then.
 *
 * <p>A mask {@code (batch, time)} goes through, and leaves rows out of the statistics of a BatchNormalization; one of
 * more axes is that of what is inside the steps, too.
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
  protected List<WeightSpec> states(List<Shape> inputs, String label) {
    return layer().states(inputs.stream().map(TimeDistributed::ofStep).toList(), label);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    boolean stepByStep = inputs.get(0).dim(1) != Shape.UNKNOWN && keepsSomething(inputs, call.training());
    return stepByStep ? stepByStep(inputs, call) : atOnce(inputs, call);
  }

  /** Whether a step may leave something behind for the next. */
  private boolean keepsSomething(List<Tensor> inputs, boolean training) {
    List<Shape> shapes = inputs.stream().map(input -> ofStep(input.shape())).toList();
    return !layer().states(shapes, "").isEmpty()
        || training && layer().weights(shapes).stream().anyMatch(weight -> !weight.trainable());
  }

  private List<Tensor> stepByStep(List<Tensor> inputs, Call call) {
    List<List<Tensor>> outputs = new ArrayList<>();
    for (int step = 0; step < inputs.get(0).dim(1); step++) {
      List<Tensor> slices = new ArrayList<>();
      List<Tensor> masks = new ArrayList<>();
      for (int i = 0; i < inputs.size(); i++) {
        slices.add(step(inputs.get(i), step));
        masks.add(isOfInterest(call.mask(i)) ? step(call.mask(i), step) : null);
      }
      List<Tensor> made = layer().call(slices, call.within("", layer(), masks));
      for (int i = 0; i < made.size(); i++) {
        if (step == 0) {
          outputs.add(new ArrayList<>());
        }
        outputs.get(i).add(expandDims(made.get(i), 1));
      }
    }
    return outputs.stream().map(steps -> concatenate(steps, 1)).toList();
  }

  private static Tensor step(Tensor x, int step) {
    return squeeze(slice(x, 1, step, 1), 1);
  }

  private List<Tensor> atOnce(List<Tensor> inputs, Call call) {
    Shape input = inputs.get(0).shape();
    List<Tensor> masks = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      masks.add(isOfInterest(call.mask(i)) ? asRows(call.mask(i)) : null);
    }
    List<Tensor> rows = inputs.stream().map(TimeDistributed::asRows).toList();
    List<Tensor> outputs = new ArrayList<>();
    for (Tensor output : layer().call(rows, call.within("", layer(), masks))) {
      Shape shape = output.shape();
      outputs.add(reshape(output, shape.slice(1, shape.rank()).prepend(input.dim(1)).prepend(input.dim(0))));
    }
    return outputs;
  }

  /** A mask of the steps themselves says nothing of what is inside a step, but which rows of a step count. */
  private boolean isOfInterest(Tensor mask) {
    return mask != null && (mask.rank() > 2 || layer() instanceof BatchNormalization);
  }

  /** The steps of all rows as rows of one batch. */
  private static Tensor asRows(Tensor x) {
    return reshape(x, x.shape().slice(2, x.rank()).prepend(Shape.UNKNOWN));
  }
}
