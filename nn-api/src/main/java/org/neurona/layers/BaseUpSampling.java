package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What {@link UpSampling1D}, {@link UpSampling2D} and {@link UpSampling3D} have in common: more places along each axis
 * between batch and channels, by a whole factor.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseUpSampling<L extends BaseUpSampling<L>> extends BaseLayer<L> {
  private final int axes;
  private final Setting<List<Integer>> setting;

  BaseUpSampling(int axes, Setting<List<Integer>> setting, List<Setting<?>> settings, int... size) {
    super(settings);
    this.axes = axes;
    this.setting = setting;
    if (size.length > 0) {
      set(setting, WindowSettings.spread(axes, size));
    }
  }

  /** The factors, one for each axis; 2 by default. */
  public final List<Integer> size() {
    return get(setting);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    WindowSettings.checkRank(inputs.get(0), axes, label);
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor longer = x;
    for (int axis = 0; axis < axes; axis++) {
      int factor = size().get(axis);
      longer = factor == 1 ? longer : enlarge(longer, axis + 1, factor);
    }
    return longer;
  }

  /** The tensor with so many times the places along an axis. */
  Tensor enlarge(Tensor x, int axis, int factor) {
    return Ops.repeat(x, factor, axis);
  }
}
