package org.neurona.layers;

import static org.neurona.ops.Ops.concatenate;

import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Inputs one after the other along an axis, the last by default. Keras' {@code Concatenate}. The inputs have the same
 * shape but for that axis.
 */
public final class Concatenate extends Layer {
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  /** A layer that concatenates along the last axis. */
  public Concatenate() {
    super(List.of(AXIS));
  }

  /** The axis. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy that concatenates along another axis; 0 is the batch's. */
  public Concatenate axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  public Concatenate name(String name) {
    return (Concatenate) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Merging.requireSeveral(inputs, Integer.MAX_VALUE, label);
    Shape first = inputs.get(0);
    for (Shape input : inputs) {
      if (axis() >= input.rank() || axis() < -input.rank()) {
        throw new ShapeMismatchException(label, "inputs with axis " + axis(), input);
      }
      if (input.rank() != first.rank() || !input.withDim(axis(), 1).isCompatibleWith(first.withDim(axis(), 1))) {
        throw new ShapeMismatchException(label, "inputs that differ on axis " + axis() + " only, like " + first, input);
      }
    }
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** Along the last axis a step counts where it does in one input; along another the masks are concatenated as well. */
  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    if (masks.stream().allMatch(Objects::isNull)) {
      return List.of();
    }
    List<Tensor> whole =
        IntStream.range(0, inputs.size()).mapToObj(i -> Merging.wholeMask(inputs.get(i), masks.get(i))).toList();
    int along = inputs.get(0).shape().axis(axis());
    return along == inputs.get(0).rank() - 1 ? Merging.anyMask(whole) : List.of(concatenate(whole, along));
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    return List.of(concatenate(inputs, axis()));
  }
}
