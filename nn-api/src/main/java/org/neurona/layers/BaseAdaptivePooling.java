package org.neurona.layers;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.slice;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What adaptive pooling layers have in common: so many places come out, however many go in. Along an axis of length n
 * place i of m stands for what is from {@code floor(i n / m)} to before {@code ceil((i + 1) n / m)}: these windows may
 * overlap, and m may be larger than n. Keras' {@code BaseAdaptivePooling}.
 *
 * <p>Input {@code (batch, lengths..., channels)}, output {@code (batch, outputSize..., channels)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseAdaptivePooling<L extends BaseAdaptivePooling<L>> extends BaseLayer<L> {
  /** Each place is an operation of its own. */
  private static final int MOST_PLACES = 4096;

  private final int axes;
  private final Setting<List<Integer>> setting;

  BaseAdaptivePooling(int axes, Setting<List<Integer>> setting, int... outputSize) {
    super(List.of(setting, WindowSettings.DATA_FORMAT));
    this.axes = axes;
    this.setting = setting;
    set(setting, WindowSettings.spread(axes, outputSize));
  }

  /** The number of places of the output along each axis. */
  public final List<Integer> outputSize() {
    return get(setting);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    WindowSettings.checkRank(input, axes, label);
    for (int axis = 1; axis <= axes; axis++) {
      if (input.dim(axis) == Shape.UNKNOWN) {
        throw new ShapeMismatchException(label, "input with an axis " + axis + " of known length", input);
      }
      int places = outputSize().get(axis - 1);
      if (places > MOST_PLACES && places != input.dim(axis)) {
        throw new IllegalArgumentException(label + " has " + places + " places along an axis, more than "
            + MOST_PLACES);
      }
    }
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor pooled = x;
    for (int axis = 0; axis < axes; axis++) {
      pooled = along(pooled, axis + 1, outputSize().get(axis));
    }
    return pooled;
  }

  private Tensor along(Tensor x, int axis, int count) {
    long length = x.dim(axis);
    List<Tensor> places = new ArrayList<>();
    for (int i = 0; i < count && count != length; i++) {
      int from = (int) (i * length / count);
      int to = (int) (((i + 1) * length + count - 1) / count);
      places.add(pool(slice(x, axis, from, to - from), axis));
    }
    return places.isEmpty() ? x : concatenate(places, axis);
  }

  /** What stands for all along an axis, which stays with length 1. */
  abstract Tensor pool(Tensor x, int axis);
}
