package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.constant;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.subtract;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.data.Dataset;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;

/**
 * Brings each feature to mean 0 and variance 1: {@code (x - mean) / max(sqrt(variance), 1e-7)}, or the other way round
 * with {@code invert}. Keras' {@code Normalization}.
 *
 * <p>Mean and variance are settings, given or found by {@link #adapt}, which returns a copy: a layer never changes.
 * Without them they are weights, of 0 and 1 at first, that only a file fills: {@code mean}, {@code variance}, of the
 * lengths of the axes that are kept, and {@code count}. Input and output have the same shape.
 */
public final class Normalization extends Layer {
  /** Keras' {@code epsilon()}. */
  private static final double SMALLEST = 1e-7;
  private static final Setting<List<Integer>> AXIS = AxisSettings.several("axis", axes -> true, List.of(-1));
  private static final Setting<NDArray> MEAN = ArraySettings.optional("mean");
  private static final Setting<NDArray> VARIANCE = ArraySettings.nonNegative("variance");
  private static final Setting<Boolean> INVERT = Setting.flag("invert", false);

  /** A layer with a mean and a variance for each place of the last axis. */
  public Normalization() {
    super(List.of(AXIS, MEAN, VARIANCE, INVERT));
  }

  /** The axes whose places have a mean and a variance each; the last by default, none for one of all numbers. */
  public List<Integer> axis() {
    return get(AXIS) == null ? List.of() : get(AXIS);
  }

  /** Returns a copy with a mean and a variance for each place of other axes. */
  public Normalization axis(int... axes) {
    return axis(IntStream.of(axes).boxed().toList());
  }

  /** Returns a copy with a mean and a variance for each place of these axes; of all numbers for an empty list. */
  public Normalization axis(List<Integer> axes) {
    return with(this, AXIS, List.copyOf(axes));
  }

  /** The mean that was given or found, or null. */
  public NDArray mean() {
    return get(MEAN);
  }

  /** The variance that was given or found, or null. */
  public NDArray variance() {
    return get(VARIANCE);
  }

  /**
   * Returns a copy with this mean and variance: of as many axes as are kept, or fewer, which broadcast.
   *
   * @throws IllegalArgumentException if their shapes differ, or have more axes than are kept, or a variance is below 0
   */
  public Normalization statistics(NDArray mean, NDArray variance) {
    Normalization copy = with(with(this, MEAN, mean), VARIANCE, variance);
    copy.requireStatistics(className());
    return copy;
  }

  /** Returns a copy with one mean and one variance for all numbers. */
  public Normalization statistics(double mean, double variance) {
    return statistics(NDArray.wrap(Shape.of(), new double[] {mean}),
        NDArray.wrap(Shape.of(), new double[] {variance}));
  }

  /** Whether normalized numbers are brought back; false by default. */
  public boolean invert() {
    return get(INVERT);
  }

  /** Returns a copy that brings normalized numbers back, or normalizes. */
  public Normalization invert(boolean invert) {
    return with(this, INVERT, invert);
  }

  @Override
  public Normalization name(String name) {
    return (Normalization) super.name(name);
  }

  @Override
  public Normalization inputShape(int... dims) {
    return (Normalization) super.inputShape(dims);
  }

  /**
   * Returns a copy with the mean and the variance (divided by the count) of data.
   *
   * @param data rows, as the layer's input
   * @throws IllegalArgumentException if there are none, or they lack an axis
   */
  public Normalization adapt(NDArray data) {
    return adapted(Moments.of(data, keptAxes(data.shape(), className())));
  }

  /**
   * Returns a copy with the mean and the variance of the first input of one pass over data.
   *
   * @throws IllegalArgumentException if there are no rows, or no end of them
   */
  public Normalization adapt(Dataset data) {
    return adapted(AdaptBatches.<Moments>fold(data, className(), null, (moments, batch) -> {
      Moments more = Moments.of(batch, keptAxes(batch.shape(), className()));
      return moments == null ? more : moments.and(more);
    }));
  }

  private Normalization adapted(Moments moments) {
    return statistics(moments.mean(), moments.variance());
  }

  private void requireStatistics(String label) {
    if (mean() == null != (variance() == null)) {
      throw new IllegalArgumentException(label + ": When setting values directly, both `mean` and `variance` must be "
          + "set. Received: mean=" + mean() + " and variance=" + variance());
    }
    if (mean() != null && !mean().shape().equals(variance().shape())) {
      throw new IllegalArgumentException(label + ": When setting values directly, `mean` and `variance` must have the "
          + "same shape. Received: mean shape " + mean().shape() + " and variance shape " + variance().shape());
    }
    if (mean() != null && mean().shape().rank() > axis().size()) {
      throw new IllegalArgumentException(label + ": The rank of `mean` must be less than or equal to the number of "
          + "axes (" + axis().size() + "). Received: mean shape " + mean().shape() + " for axis " + axis());
    }
  }

  /** The axes that are kept, from the front, in order. */
  private int[] keptAxes(Shape input, String label) {
    for (int axis : axis()) {
      if (axis >= input.rank() || axis < -input.rank() || input.dim(axis) == Shape.UNKNOWN) {
        throw new ShapeMismatchException(label, "input with axis " + axis + " of known length", input);
      }
    }
    return axis().stream().mapToInt(input::axis).sorted().distinct().toArray();
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    requireStatistics(label);
    int[] kept = keptAxes(input, label);
    for (int i = 1; mean() != null && i <= mean().shape().rank(); i++) {
      int length = mean().shape().dim(-i);
      if (length != 1 && length != input.dim(kept[kept.length - i])) {
        throw new ShapeMismatchException(label, "input with " + length + " on axis " + kept[kept.length - i]
            + ", as the mean has", input);
      }
    }
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    if (mean() != null) {
      return List.of();
    }
    Shape kept = Shape.of(IntStream.of(keptAxes(inputs.get(0), className())).map(inputs.get(0)::dim).toArray());
    return List.of(WeightSpec.of("mean", kept, Initializers.get("zeros")).trainable(false),
        WeightSpec.of("variance", kept, Initializers.get("ones")).trainable(false),
        WeightSpec.of("count", Shape.of(), Initializers.get("zeros")).trainable(false));
  }

  @Override
  public boolean supportsMasking() {
    return true;
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    Tensor mean = meeting(mean() == null ? call.weight("mean") : constant(mean()), x.shape());
    Tensor deviation =
        maximum(sqrt(meeting(mean() == null ? call.weight("variance") : constant(variance()), x.shape())), SMALLEST);
    return invert() ? add(mean, multiply(x, deviation)) : divide(subtract(x, mean), deviation);
  }

  /** Statistics with their axes where the input has those that are kept, and 1 elsewhere. */
  private Tensor meeting(Tensor statistics, Shape input) {
    int[] kept = keptAxes(input, className());
    int[] dims = new int[input.rank()];
    Arrays.fill(dims, 1);
    for (int i = 1; i <= statistics.rank(); i++) {
      dims[kept[kept.length - i]] = statistics.dim(-i);
    }
    return reshape(statistics, dims);
  }
}
