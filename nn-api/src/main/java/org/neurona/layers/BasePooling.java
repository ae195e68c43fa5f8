package org.neurona.layers;

import java.util.Collections;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * What pooling layers have in common: a window moves over the input, and one number of each channel stands for all that
 * it sees. Keras' {@code BasePooling}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BasePooling<L extends BasePooling<L>> extends BaseLayer<L> {
  private static final Setting<String> PADDING = Setting.oneOf("padding", "valid", "valid", "same");

  private final Axes axes;

  /** The settings that depend on the number of axes. */
  record Axes(int count, Setting<List<Integer>> poolSize, Setting<List<Integer>> strides) {
    static Axes of(int count) {
      return new Axes(count, WindowSettings.sizes("pool_size", count, 2, false),
          WindowSettings.sizes("strides", count, null, false));
    }
  }

  BasePooling(Axes axes, int... poolSize) {
    super(List.of(axes.poolSize(), PADDING, axes.strides(), WindowSettings.DATA_FORMAT));
    this.axes = axes;
    set(axes.poolSize(), WindowSettings.spread(axes.count(), poolSize));
  }

  /** How many places the window sees along each axis; 2 by default. */
  public final List<Integer> poolSize() {
    return get(axes.poolSize());
  }

  /** Returns a copy with another window: one number for all axes, or one for each. */
  public final L poolSize(int... sizes) {
    return with(self(), axes.poolSize(), WindowSettings.spread(axes.count(), sizes));
  }

  /** How far the window moves along each axis; the window's size by default. */
  public final List<Integer> strides() {
    return get(axes.strides()) == null ? poolSize() : get(axes.strides());
  }

  /** Returns a copy with other strides: one number for all axes, or one for each. */
  public final L strides(int... strides) {
    return with(self(), axes.strides(), WindowSettings.spread(axes.count(), strides));
  }

  /** The padding; {@code valid}, which is none, by default. */
  public final String padding() {
    return get(PADDING);
  }

  /** Returns a copy with another padding: {@code valid} or {@code same}. */
  public final L padding(String padding) {
    return with(self(), PADDING, padding);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    WindowSettings.checkInput(inputs.get(0), axes.count(), label);
    WindowSettings.checkPlaces(window(inputs.get(0)), inputs.get(0), label);
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    return pool(x, window(x.shape()));
  }

  /** What stands for all that the window sees. */
  abstract Tensor pool(Tensor x, Window window);

  private Window window(Shape input) {
    List<Integer> close = Collections.nCopies(axes.count(), 1);
    return padding().equals("same") ? Window.same(WindowSettings.lengths(input), poolSize(), strides(), close)
        : Window.valid(poolSize(), strides(), close);
  }
}
