package org.neurona.layers;

import static org.neurona.ops.Ops.mean;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * Normalizes each row by itself over groups of channels: mean and variance are those of a group's channels and of all
 * other axes but the batch (Wu and He, 2018). Keras' {@code GroupNormalization}.
 *
 * <p>Input and output have the same shape; gamma and beta {@code (channels)}.
 */
public final class GroupNormalization extends BaseNormalization<GroupNormalization> {
  private static final Setting<Integer> GROUPS = Setting.of("groups", "a positive integer, or -1 for a group a channel",
      value -> value != null && (value > 0 || value == -1), Setting.integer("groups", 0).codec(), 32);
  private static final Setting<Integer> AXIS = Setting.integer("axis", -1);

  /** 32 groups of the last axis' channels. */
  public GroupNormalization() {
    super(List.of(GROUPS, AXIS), List.of());
  }

  /** So many groups of the last axis' channels; -1 for a group for each channel. */
  public GroupNormalization(int groups) {
    this();
    set(GROUPS, groups);
  }

  /** The number of groups; -1 for a group for each channel. */
  public int groups() {
    return get(GROUPS);
  }

  /** The channels' axis; -1, the last, by default. */
  public int axis() {
    return get(AXIS);
  }

  /** Returns a copy whose channels are on another axis. */
  public GroupNormalization axis(int axis) {
    return with(this, AXIS, axis);
  }

  @Override
  protected void checkInputs(List<Shape> inputs, String label) {
    NormalizationAxes.check(List.of(axis()), inputs.get(0), label);
    int channels = inputs.get(0).dim(axis());
    if (groups() > 0 && channels % groups() != 0) {
      throw new ShapeMismatchException(label,
          "a number of channels on axis " + axis() + " that can be divided by groups=" + groups(), inputs.get(0));
    }
  }

  @Override
  protected List<WeightSpec> weights(List<Shape> inputs) {
    return gammaAndBeta(Shape.of(inputs.get(0).dim(axis())));
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    int channels = x.shape().axis(axis());
    int groups = groups() == -1 ? x.dim(channels) : groups();
    List<Integer> dims = new ArrayList<>(x.shape().toList());
    dims.set(channels, x.dim(channels) / groups);
    dims.add(channels, groups);
    Tensor grouped = reshape(x, Shape.of(dims));
    int[] axes = IntStream.range(1, grouped.rank()).filter(axis -> axis != channels).toArray();
    Tensor mean = mean(grouped, true, axes);
    Tensor variance = mean(square(subtract(grouped, mean)), true, axes);
    Tensor normalized = reshape(normalized(grouped, mean, variance), x.shape());
    return scaled(normalized, call, NormalizationAxes.alone(x.shape(), channels));
  }
}
