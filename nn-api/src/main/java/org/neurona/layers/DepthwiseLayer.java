package org.neurona.layers;

import static org.neurona.ops.Ops.reshape;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Convolution;
import org.neurona.ops.Tensor;
import org.neurona.ops.Window;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What depthwise and separable convolutions have in common: kernels that see one channel each and move over one or two
 * axes.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class DepthwiseLayer<L extends DepthwiseLayer<L>> extends BiasedLayer<L> {
  private static final Setting<Integer> DEPTH_MULTIPLIER = Setting.positiveInt("depth_multiplier", 1);
  static final WeightSettings DEPTHWISE = WeightSettings.of("depthwise", "glorot_uniform");

  final WindowAxes axes;

  DepthwiseLayer(WindowAxes axes, List<Setting<?>> further, WeightSettings[] kernels, int... kernelSize) {
    super(settings(axes, further), kernels);
    this.axes = axes;
    set(axes.kernelSize(), WindowSettings.spread(axes.count(), kernelSize));
  }

  private static List<Setting<?>> settings(WindowAxes axes, List<Setting<?>> further) {
    List<Setting<?>> settings = new ArrayList<>(List.of(DEPTH_MULTIPLIER));
    settings.addAll(further);
    settings.addAll(axes.settings());
    return settings;
  }

  /** How many places the kernels see along each axis. */
  public final List<Integer> kernelSize() {
    return get(axes.kernelSize());
  }

  /** Returns a copy with kernels of this size: one number for all axes, or one for each. */
  public final L kernelSize(int... sizes) {
    return with(self(), axes.kernelSize(), WindowSettings.spread(axes.count(), sizes));
  }

  /** How far the kernels move along each axis; 1 by default. */
  public final List<Integer> strides() {
    return get(axes.strides());
  }

  /** Returns a copy with other strides: one number for all axes, or one for each. */
  public final L strides(int... strides) {
    return with(self(), axes.strides(), WindowSettings.spread(axes.count(), strides));
  }

  /** How far apart the places are that the kernels see along each axis; 1 by default. */
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

  /** Returns a copy with another padding: {@code valid} or {@code same}. */
  public final L padding(String padding) {
    return with(self(), axes.padding(), padding);
  }

  /** How many kernels each channel has; 1 by default. */
  public final int depthMultiplier() {
    return get(DEPTH_MULTIPLIER);
  }

  /** Returns a copy with so many kernels for each channel. */
  public final L depthMultiplier(int multiplier) {
    return with(self(), DEPTH_MULTIPLIER, multiplier);
  }

  /** The depthwise kernel's first values; {@code glorot_uniform} by default. */
  public final Initializer depthwiseInitializer() {
    return get(DEPTHWISE.initializer());
  }

  /** Returns a copy with other first values of the depthwise kernel. */
  public final L depthwiseInitializer(Initializer initializer) {
    return with(self(), DEPTHWISE.initializer(), initializer);
  }

  /** Returns a copy with other first values of the depthwise kernel, by Keras' name. */
  public final L depthwiseInitializer(String identifier) {
    return depthwiseInitializer(Initializers.get(identifier));
  }

  /** The penalty on the depthwise kernel, or null, the default. */
  public final Regularizer depthwiseRegularizer() {
    return get(DEPTHWISE.regularizer());
  }

  /** Returns a copy with a penalty on the depthwise kernel; null for none. */
  public final L depthwiseRegularizer(Regularizer regularizer) {
    return with(self(), DEPTHWISE.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on the depthwise kernel, by Keras' name. */
  public final L depthwiseRegularizer(String identifier) {
    return depthwiseRegularizer(Regularizers.get(identifier));
  }

  /** What the depthwise kernel is brought back to after each step, or null, the default. */
  public final Constraint depthwiseConstraint() {
    return get(DEPTHWISE.constraint());
  }

  /** Returns a copy whose depthwise kernel obeys a constraint; null for none. */
  public final L depthwiseConstraint(Constraint constraint) {
    return with(self(), DEPTHWISE.constraint(), constraint);
  }

  /** Returns a copy whose depthwise kernel obeys a constraint, by Keras' name. */
  public final L depthwiseConstraint(String identifier) {
    return depthwiseConstraint(Constraints.get(identifier));
  }

  @Override
  protected final void checkInputs(List<Shape> inputs, String label) {
    Shape input = inputs.get(0);
    WindowSettings.checkInput(input, axes.count(), label);
    WindowAxes.checkStrides(strides(), dilationRate(), label);
    WindowSettings.checkPlaces(window(input), input, label);
  }

  /** The depthwise kernel for an input of this shape. */
  final WeightSpec depthwiseKernel(String name, Shape input) {
    return weight(name, WindowAxes.kernelShape(kernelSize(), input.dim(-1), depthMultiplier()), DEPTHWISE);
  }

  /** The depthwise convolution: one in which each channel is a group. */
  final Tensor depthwise(Tensor x, Tensor kernel) {
    int channels = x.dim(-1);
    Shape grouped = WindowAxes.kernelShape(kernelSize(), 1, channels * depthMultiplier());
    return Tensor.of(new Convolution(window(x.shape()), channels), x, reshape(kernel, grouped));
  }

  private Window window(Shape input) {
    return WindowAxes.window(padding(), input, kernelSize(), strides(), dilationRate());
  }
}
