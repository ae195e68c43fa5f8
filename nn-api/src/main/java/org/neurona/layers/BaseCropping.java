package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/**
 * What {@link Cropping1D}, {@link Cropping2D} and {@link Cropping3D} have in common: the first and the last places of
 * each axis between batch and channels are left out.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseCropping<L extends BaseCropping<L>> extends BaseLayer<L> {
  private final int axes;
  private final Setting<List<List<Integer>>> setting;

  BaseCropping(int axes, Setting<List<List<Integer>>> setting, List<Setting<?>> settings, int... cropping) {
    super(settings);
    this.axes = axes;
    this.setting = setting;
    if (cropping.length > 0) {
      set(setting, Margins.of(axes, cropping));
    }
  }

  /** How many places are left out at the start and at the end of each axis. */
  public final List<List<Integer>> cropping() {
    return get(setting);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    WindowSettings.checkRank(input, axes, label);
    for (int axis = 0; axis < axes; axis++) {
      int cut = cut(axis);
      if (cut > 0 && input.dim(axis + 1) == Shape.UNKNOWN) {
        throw new ShapeMismatchException(label, "input with an axis " + (axis + 1) + " of known length", input);
      }
      if (cut > 0 && cut >= input.dim(axis + 1)) {
        throw new ShapeMismatchException(label, "input of which cropping=" + cropping() + " leaves something", input,
            "Values in `cropping` argument should be smaller than the corresponding spatial dimension of the input");
      }
    }
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor cropped = x;
    for (int axis = 0; axis < axes; axis++) {
      if (cut(axis) > 0) {
        cropped = Ops.slice(cropped, axis + 1, cropping().get(axis).get(0), x.dim(axis + 1) - cut(axis));
      }
    }
    return cropped;
  }

  private int cut(int axis) {
    return cropping().get(axis).get(0) + cropping().get(axis).get(1);
  }
}
