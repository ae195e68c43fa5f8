package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.ConvolutionInputGradient;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;

/**
 * What {@link Conv1DTranspose}, {@link Conv2DTranspose} and {@link Conv3DTranspose} have in common. Keras' {@code
 * BaseConvTranspose}.
 *
 * <p>The layer computes the gradient of the convolution that leads from its output to its input. More than one length
 * of an output axis gives an input axis of length n there; padding and output padding choose one, where k is the length
 * that the kernel covers, {@code (kernelSize - 1) dilationRate + 1}:
 *
 * <pre>{@code
 * padding      without output padding         with it
 * valid        (n - 1) stride + max(k, stride)    (n - 1) stride + k + output padding
 * same         n stride                           (n - 1) stride + k mod 2 + output padding
 * }</pre>
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseConvTranspose<L extends BaseConvTranspose<L>> extends FilterLayer<L> {
  private final Setting<List<Integer>> outputPadding;

  BaseConvTranspose(WindowAxes axes, Setting<List<Integer>> outputPadding, int filters, int... kernelSize) {
    super(axes, outputPadding, filters, kernelSize);
    this.outputPadding = outputPadding;
  }

  /** How many places an axis gets beyond the shortest output for its input; null, the default, as the table says. */
  public final List<Integer> outputPadding() {
    return get(outputPadding);
  }

  /** Returns a copy with this output padding, less than the strides: one number for all axes, or one for each. */
  public final L outputPadding(int... padding) {
    return with(self(), outputPadding, WindowSettings.spread(axes.count(), padding));
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    WindowSettings.checkInput(input, axes.count(), label);
    WindowAxes.checkStrides(strides(), dilationRate(), label);
    for (int axis = 0; axis < axes.count(); axis++) {
      if (outputPadding() != null && outputPadding().get(axis) >= strides().get(axis)) {
        throw new IllegalArgumentException(label + ": `outputPadding` must be < `strides`. Received: outputPadding="
            + outputPadding() + " and strides=" + strides());
      }
      int length = input.dim(axis + 1);
      if (length != Shape.UNKNOWN && outputLength(axis, length) == 0) {
        throw new ShapeMismatchException(label, "a longer input for kernelSize=" + kernelSize() + " and outputPadding="
            + outputPadding(), input, "Computed output size would be zero or negative");
      }
    }
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    return kernelAndBias(WindowAxes.kernelShape(kernelSize(), filters(), inputs.get(0).dim(-1)), filters());
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    List<Integer> before = new ArrayList<>();
    List<Integer> after = new ArrayList<>();
    List<Integer> lengths = new ArrayList<>();
    for (int axis = 0; axis < axes.count(); axis++) {
      int length = x.dim(axis + 1);
      int output = outputLength(axis, length);
      // An output that is longer than all that the kernel reaches has zeros behind.
      int cropped = length == Shape.UNKNOWN ? 0
          : Math.max(0, (length - 1) * strides().get(axis) + reach(axis) - output);
      lengths.add(output);
      before.add(cropped / 2);
      after.add(cropped - cropped / 2);
    }
    Window window = new Window(kernelSize(), strides(), dilationRate(), before, after);
    Tensor product = Tensor.of(new ConvolutionInputGradient(window, 1, lengths), x, call.weight("kernel"));
    return activated(biased(product, call), call);
  }

  /** The length that the kernel covers along an axis. */
  private int reach(int axis) {
    return (kernelSize().get(axis) - 1) * dilationRate().get(axis) + 1;
  }

  private int outputLength(int axis, int length) {
    if (length == Shape.UNKNOWN) {
      return Shape.UNKNOWN;
    }
    int stride = strides().get(axis);
    boolean same = padding().equals("same");
    if (outputPadding() == null) {
      return same ? length * stride : (length - 1) * stride + Math.max(reach(axis), stride);
    }
    return (length - 1) * stride + (same ? reach(axis) % 2 : reach(axis)) + outputPadding().get(axis);
  }
}
