package org.neurona.metrics;

import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Keras' {@code axis} of metrics whose formula goes along one axis of a row. */
final class LastAxis {
  /** The axis, from the end where negative; -1 by default. */
  static final Setting<Integer> AXIS =
      Setting.of("axis", "an integer but 0, the axis of the rows", value -> value != null && value != 0,
          Setting.integer("axis", 0).codec(), -1);

  private LastAxis() {}

  /**
   * The tensor with an axis moved behind all others.
   *
   * @param owner the metric, for the message
   * @throws IllegalArgumentException if there is no such axis, or it is that of the rows
   */
  static Tensor moved(Metric owner, Tensor x, int axis) {
    int fromFront = axis < 0 ? axis + x.rank() : axis;
    if (fromFront <= 0 || fromFront >= x.rank()) {
      throw new IllegalArgumentException(owner.className() + ": axis=" + axis
          + " is no axis of the rows of an output of shape " + x.shape());
    }
    return Ops.moveToEnd(x, fromFront);
  }
}
