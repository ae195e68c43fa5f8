package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.Convolution;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * What {@link Conv1D}, {@link Conv2D} and {@link Conv3D} have in common. Keras' {@code BaseConv}.
 *
 * <p>Input {@code (batch, lengths..., channels)}, output {@code (batch, places..., filters)}; weights kernel {@code
 * (kernelSize..., channels / groups, filters)} and, unless switched off, bias {@code (filters)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseConv<L extends BaseConv<L>> extends FilterLayer<L> {
  private static final Setting<Integer> GROUPS = Setting.positiveInt("groups", 1);

  BaseConv(WindowAxes axes, int filters, int... kernelSize) {
    super(axes, GROUPS, filters, kernelSize);
  }

  /** Into how many groups the channels fall, each with filters of its own; 1 by default. */
  public final int groups() {
    return get(GROUPS);
  }

  /** Returns a copy whose channels fall into so many groups. */
  public final L groups(int groups) {
    return with(self(), GROUPS, groups);
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    WindowSettings.checkInput(input, axes.count(), label);
    if (input.dim(-1) % groups() != 0 || filters() % groups() != 0) {
      throw new ShapeMismatchException(label, "channels and filters (" + filters() + ") that fall into groups="
          + groups(), input);
    }
    WindowAxes.checkStrides(strides(), dilationRate(), label);
    WindowSettings.checkPlaces(window(input), input, label);
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    return kernelAndBias(WindowAxes.kernelShape(kernelSize(), inputs.get(0).dim(-1) / groups(), filters()));
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor product = Tensor.of(new Convolution(window(x.shape()), groups()), x, call.weight("kernel"));
    return activated(biased(product, call), call);
  }

  private Window window(Shape input) {
    return WindowAxes.window(padding(), input, kernelSize(), strides(), dilationRate());
  }
}
