package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What {@link ZeroPadding1D}, {@link ZeroPadding2D} and {@link ZeroPadding3D} have in common: zeros before and after
 * each axis between batch and channels.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseZeroPadding<L extends BaseZeroPadding<L>> extends BaseLayer<L> {
  private final int axes;
  private final Setting<List<List<Integer>>> setting;

  BaseZeroPadding(int axes, Setting<List<List<Integer>>> setting, int... padding) {
    super(List.of(setting, WindowSettings.DATA_FORMAT));
    this.axes = axes;
    this.setting = setting;
    if (padding.length > 0) {
      set(setting, Margins.of(axes, padding));
    }
  }

  /** How many zeros come before and after each axis; 1 and 1 by default. */
  public final List<List<Integer>> padding() {
    return get(setting);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    WindowSettings.checkRank(inputs.get(0), axes, label);
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor padded = x;
    for (int axis = 0; axis < axes; axis++) {
      int before = padding().get(axis).get(0);
      int after = padding().get(axis).get(1);
      padded = before + after == 0 ? padded : Ops.pad(padded, axis + 1, before, after);
    }
    return padded;
  }
}
