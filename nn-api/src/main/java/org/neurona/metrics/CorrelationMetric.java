package org.neurona.metrics;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What correlations have in common: the mean over all rows of a coefficient along some axes of a row.
 *
 * <p>Along axis 0, the rows of a batch, there is a coefficient for each column and batch: their mean depends on how the
 * data is cut into batches, as in Keras, and rows can't have weights.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class CorrelationMetric<M extends CorrelationMetric<M>> extends MeanMetric<M> {
  private static final Setting<List<Integer>> AXIS = Setting.axes("axis", -1);
  /** Keras' {@code epsilon()}. */
  static final double EPSILON = 1e-7;

  CorrelationMetric() {
    super(List.of(AXIS));
  }

  /** The axes along which numbers are held against each other; -1 by default. */
  public final List<Integer> axis() {
    return get(AXIS);
  }

  /** Returns a copy for other axes. */
  public final M axis(int... axis) {
    return with(self(), AXIS, IntStream.of(axis).boxed().toList());
  }

  /** The mean along the axes, which stay with length 1. */
  final Tensor meanAlong(Tensor x) {
    return Ops.mean(x, true, axes(x));
  }

  /** The mean along the axes, without them. */
  final Tensor meanWithout(Tensor x) {
    return Ops.mean(x, false, axes(x));
  }

  private int[] axes(Tensor x) {
    for (int axis : axis()) {
      if (axis < -x.rank() || axis >= x.rank()) {
        throw new IllegalArgumentException(
            className() + ": there is no axis " + axis + " in an output of shape " + x.shape());
      }
    }
    return axis().stream().mapToInt(axis -> x.shape().axis(axis)).distinct().toArray();
  }

  @Override
  public final Direction direction() {
    return Direction.UP;
  }
}
