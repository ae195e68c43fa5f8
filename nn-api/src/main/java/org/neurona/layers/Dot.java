package org.neurona.layers;

import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.transpose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The products of two inputs summed along an axis of each, row by row. Keras' {@code Dot}.
 *
 * <p>The output has the other axes of the first input, then those of the second: {@code (batch, 3, 5)} and {@code
 * (batch, 10, 3)} with axes 1 and 2 give {@code (batch, 5, 10)}; where none is left, {@code (batch, 1)}.
 */
public final class Dot extends Layer {
  private static final double EPSILON = 1e-7;
  private static final Setting<List<Integer>> AXES = AxisSettings.pair("axes");
  private static final Setting<Boolean> NORMALIZE = Setting.flag("normalize", false);

  /**
   * A layer.
   *
   * @param axes the axis of both inputs, or that of the first and that of the second; never the batch's, 0
   * @throws IllegalArgumentException if there are neither one nor two
   */
  public Dot(int... axes) {
    super(List.of(AXES, NORMALIZE));
    set(AXES, WindowSettings.spread(2, axes));
  }

  /** The axis of the first input and that of the second; negative ones count from the end. */
  public List<Integer> axes() {
    return get(AXES);
  }

  /** Whether inputs are divided by their length along the axis, so that the products are cosines; false by default. */
  public boolean normalize() {
    return get(NORMALIZE);
  }

  /** Returns a copy that divides inputs by their length along the axis (at least 1e-7), or doesn't. */
  public Dot normalize(boolean normalize) {
    return with(this, NORMALIZE, normalize);
  }

  @Override
  public Dot name(String name) {
    return (Dot) super.name(name);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Merging.requireSeveral(inputs, 2, label);
    for (int i = 0; i < 2; i++) {
      Shape input = inputs.get(i);
      int axis = axes().get(i);
      if (axis >= input.rank() || axis < -input.rank() || input.axis(axis) == 0) {
        throw new ShapeMismatchException(label, "inputs with axis " + axis + " behind the batch's", input);
      }
    }
    int first = inputs.get(0).dim(axes().get(0));
    int second = inputs.get(1).dim(axes().get(1));
    if (first != second && first != Shape.UNKNOWN && second != Shape.UNKNOWN) {
      throw new ShapeMismatchException(label, "an input with " + first + " on axis " + axes().get(1) + ", like "
          + inputs.get(0) + " on axis " + axes().get(0), inputs.get(1), "Incompatible input shapes");
    }
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  /** None: products have no steps. */
  @Override
  public List<Tensor> computeMask(List<Tensor> inputs, List<Tensor> masks) {
    return List.of();
  }

  @Override
  protected List<Tensor> call(List<Tensor> inputs, Call call) {
    Tensor a = inputs.get(0);
    Tensor b = inputs.get(1);
    Shape left = without(a.shape(), axes().get(0));
    Shape right = without(b.shape(), axes().get(1));
    Tensor products = matmul(lastAxis(a, axes().get(0), left), lastAxis(b, axes().get(1), right), false, true);
    Shape output = left;
    for (int axis = 1; axis < right.rank(); axis++) {
      output = output.append(right.dim(axis));
    }
    return List.of(reshape(products, output.rank() == 1 ? output.append(1) : output));
  }

  private static Shape without(Shape shape, int axis) {
    List<Integer> dims = new ArrayList<>(shape.toList());
    dims.remove(shape.axis(axis));
    return Shape.of(dims);
  }

  /** The input as {@code (batch, product of the other axes, axis)}, normalized if so set. */
  private Tensor lastAxis(Tensor x, int axis, Shape others) {
    int summed = x.shape().axis(axis);
    Tensor unit = x;
    if (normalize()) {
      // The square root of 0 has no gradient.
      unit = divide(x, sqrt(maximum(sum(square(x), true, summed), EPSILON * EPSILON)));
    }
    int[] order = IntStream.concat(IntStream.range(0, x.rank()).filter(i -> i != summed), IntStream.of(summed))
        .toArray();
    Tensor last = summed == x.rank() - 1 ? unit : transpose(unit, order);
    Shape inner = others.slice(1, others.rank());
    return reshape(last, others.dim(0), inner.isKnown() ? inner.size() : Shape.UNKNOWN, x.dim(summed));
  }
}
