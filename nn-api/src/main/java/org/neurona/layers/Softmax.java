package org.neurona.layers;

import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.softmax;
import static org.neurona.ops.Ops.transpose;
import static org.neurona.ops.Ops.where;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * {@code e^x / sum(e^x)} along an axis, the last by default, or along several, as a layer. Keras' {@code Softmax}.
 * Input and output have the same shape.
 *
 * <p>A second input, of the same shape, is a mask, as Keras' call argument {@code mask}: what is 0 in it has no share,
 * and its output is 0, also where nothing has a share. Without one, so does the mask that comes with the input, if the
 * axis is one of its own: steps that do not count have no share along the axis of steps.
 */
public final class Softmax extends Layer {
  private static final double MASKED = -1e9;
  private static final Setting<List<Integer>> AXIS =
      AxisSettings.several("axis", axes -> axes != null && !axes.isEmpty(), List.of(-1));

  /** A layer along the last axis. */
  public Softmax() {
    super(List.of(AXIS));
  }

  /** The axes over which the output adds up to 1; negative ones count from the end. */
  public List<Integer> axis() {
    return get(AXIS);
  }

  /** Returns a copy along another axis, or several. */
  public Softmax axis(int... axes) {
    return with(this, AXIS, IntStream.of(axes).boxed().toList());
  }

  @Override
  public Softmax name(String name) {
    return (Softmax) super.name(name);
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    for (int axis : axis()) {
      if (axis >= input.rank() || axis < -input.rank()) {
        throw new ShapeMismatchException(label, "input with axis " + axis, input);
      }
    }
    if (inputs.size() > 1 && !inputs.get(1).isCompatibleWith(input)) {
      throw new ShapeMismatchException(label, "a mask of the input's shape " + input, inputs.get(1));
    }
    if (inputs.size() > 2) {
      throw new IllegalArgumentException(label + " takes an input and a mask, got " + inputs.size() + " inputs");
    }
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    Tensor x = inputs.get(0);
    Tensor mask = inputs.size() == 1 ? ownMask(x, call.mask()) : inputs.get(1);
    if (mask == null) {
      return List.of(along(x));
    }
    Tensor kept = greater(mask, constant(0.5));
    return List.of(where(kept, along(where(kept, x, constant(MASKED))), constant(0)));
  }

  /** The mask that comes with the input, with as many axes; null where it does not tell places along the axis apart. */
  private Tensor ownMask(Tensor x, Tensor mask) {
    if (mask == null || axis().stream().allMatch(axis -> x.shape().axis(axis) >= mask.rank())) {
      return null;
    }
    Tensor aligned = mask;
    while (aligned.rank() < x.rank()) {
      aligned = expandDims(aligned, -1);
    }
    return aligned;
  }

  private Tensor along(Tensor x) {
    List<Integer> last = axis().stream().map(x.shape()::axis).sorted().distinct().toList();
    if (last.equals(List.of(x.rank() - 1))) {
      return softmax(x);
    }
    List<Integer> order = new ArrayList<>(IntStream.range(0, x.rank()).boxed().toList());
    order.removeAll(last);
    int kept = order.size();
    order.addAll(last);
    Tensor moved = transpose(x, order.stream().mapToInt(Integer::intValue).toArray());
    Shape flat = last.size() == 1 ? moved.shape() : moved.shape().slice(0, kept).append(Shape.UNKNOWN);
    if (last.size() > 1 && moved.shape().slice(kept, moved.rank()).isKnown()) {
      flat = flat.withDim(-1, moved.shape().size(kept, moved.rank()));
    }
    Tensor shares = reshape(softmax(reshape(moved, flat)), moved.shape());
    return transpose(shares, IntStream.range(0, x.rank()).map(order::indexOf).toArray());
  }
}
