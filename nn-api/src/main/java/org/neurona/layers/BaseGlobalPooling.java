package org.neurona.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What global pooling layers have in common: one number stands for each channel. Keras' {@code BaseGlobalPooling}.
 *
 * <p>Input {@code (batch, lengths..., channels)}, output {@code (batch, channels)}, or, with {@code keepdims},
 * {@code (batch, 1..., channels)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseGlobalPooling<L extends BaseGlobalPooling<L>> extends BaseLayer<L> {
  private static final Setting<Boolean> KEEPDIMS = Setting.flag("keepdims", false);

  private final int axes;

  BaseGlobalPooling(int axes) {
    super(List.of(WindowSettings.DATA_FORMAT, KEEPDIMS));
    this.axes = axes;
  }

  /** Whether the axes that are pooled stay, with length 1; false by default. */
  public final boolean keepdims() {
    return get(KEEPDIMS);
  }

  /** Returns a copy that keeps the axes that are pooled, with length 1, or drops them. */
  public final L keepdims(boolean keepdims) {
    return with(self(), KEEPDIMS, keepdims);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    WindowSettings.checkInput(inputs.get(0), axes, label);
  }

  @Override
  protected Tensor call(Tensor x, Call call) {
    return pool(x, keepdims(), IntStream.rangeClosed(1, axes).toArray());
  }

  /** What stands for all along some axes. */
  abstract Tensor pool(Tensor x, boolean keepDims, int... over);
}
