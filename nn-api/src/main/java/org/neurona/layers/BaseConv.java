package org.neurona.layers;

import java.util.List;
import java.util.stream.Stream;
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
public abstract class BaseConv<L extends BaseConv<L>> extends KernelLayer<L> {
  private static final Setting<Integer> FILTERS = Setting.positiveInt("filters");
  private static final Setting<Integer> GROUPS = Setting.positiveInt("groups", 1);

  private final Axes axes;

  /**
   * The settings that depend on the number of axes.
   *
   * @param count the number of axes
   */
  record Axes(int count, Setting<List<Integer>> kernelSize, Setting<List<Integer>> strides,
      Setting<List<Integer>> dilationRate, Setting<String> padding) {
    /** The settings for so many axes, and the words for their padding, of which the first is the default. */
    static Axes of(int count, String... paddings) {
      return new Axes(count, WindowSettings.sizes("kernel_size", count, null, true),
          WindowSettings.sizes("strides", count, 1, false), WindowSettings.sizes("dilation_rate", count, 1, false),
          Setting.oneOf("padding", paddings[0], paddings));
    }

    private List<Setting<?>> all() {
      return List.of(FILTERS, kernelSize, strides, padding, WindowSettings.DATA_FORMAT, dilationRate, GROUPS);
    }
  }

  BaseConv(Axes axes, int filters, int... kernelSize) {
    super(axes.all());
    this.axes = axes;
    set(FILTERS, filters);
    set(axes.kernelSize(), WindowSettings.spread(axes.count(), kernelSize));
  }

  @SuppressWarnings("unchecked") // L is the class itself
  private L self() {
    return (L) this;
  }

  /** The number of output channels. */
  public final int filters() {
    return get(FILTERS);
  }

  /** How many places the kernel sees along each axis. */
  public final List<Integer> kernelSize() {
    return get(axes.kernelSize());
  }

  /** Returns a copy with a kernel of this size: one number for all axes, or one for each. */
  public final L kernelSize(int... sizes) {
    return with(self(), axes.kernelSize(), WindowSettings.spread(axes.count(), sizes));
  }

  /** How far the kernel moves along each axis; 1 by default. */
  public final List<Integer> strides() {
    return get(axes.strides());
  }

  /** Returns a copy with other strides: one number for all axes, or one for each. */
  public final L strides(int... strides) {
    return with(self(), axes.strides(), WindowSettings.spread(axes.count(), strides));
  }

  /** How far apart the places are that the kernel sees along each axis; 1 by default. */
  public final List<Integer> dilationRate() {
    return get(axes.dilationRate());
  }

  /** Returns a copy with other dilations: one number for all axes, or one for each. */
  public final L dilationRate(int... rates) {
    return with(self(), axes.dilationRate(), WindowSettings.spread(axes.count(), rates));
  }

  /** The padding; {@code valid}, which is none, by default. */
  public final String padding() {
    return get(axes.padding());
  }

  /** Returns a copy with another padding: {@code valid}, {@code same}, or, for sequences, {@code causal}. */
  public final L padding(String padding) {
    return with(self(), axes.padding(), padding);
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
    if (strides().stream().anyMatch(stride -> stride > 1) && dilationRate().stream().anyMatch(rate -> rate > 1)) {
      throw new IllegalArgumentException(label + ": `strides > 1` not supported in conjunction with `dilationRate > 1`."
          + " Received: strides=" + strides() + " and dilationRate=" + dilationRate());
    }
    WindowSettings.checkPlaces(window(input), input, label);
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    int[] kernel = Stream.concat(kernelSize().stream(), Stream.of(inputs.get(0).dim(-1) / groups(), filters()))
        .mapToInt(Integer::intValue).toArray();
    return kernelAndBias(Shape.of(kernel));
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor product = Tensor.of(new Convolution(window(x.shape()), groups()), x, call.weight("kernel"));
    return activated(biased(product, call), call);
  }

  private Window window(Shape input) {
    return switch (padding()) {
      case "same" -> Window.same(WindowSettings.lengths(input), kernelSize(), strides(), dilationRate());
      case "causal" -> new Window(kernelSize(), strides(), dilationRate(),
          List.of((kernelSize().get(0) - 1) * dilationRate().get(0)), List.of(0));
      default -> Window.valid(kernelSize(), strides(), dilationRate());
    };
  }
}
