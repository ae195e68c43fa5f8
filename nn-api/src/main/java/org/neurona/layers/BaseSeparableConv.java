package org.neurona.layers;

import java.util.Collections;
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
 * What {@link SeparableConv1D} and {@link SeparableConv2D} have in common. Keras' {@code BaseSeparableConv}.
 *
 * <p>Input {@code (batch, lengths..., channels)}, output {@code (batch, places..., filters)}; weights depthwise kernel
 * {@code (kernelSize..., channels, depthMultiplier)}, pointwise kernel {@code (1..., channels * depthMultiplier,
 * filters)} and, unless switched off, bias {@code (filters)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseSeparableConv<L extends BaseSeparableConv<L>> extends DepthwiseLayer<L> {
  private static final Setting<Integer> FILTERS = Setting.positiveInt("filters");
  private static final WeightSettings POINTWISE = WeightSettings.of("pointwise", "glorot_uniform");

  BaseSeparableConv(WindowAxes axes, int filters, int... kernelSize) {
    super(axes, List.of(FILTERS), new WeightSettings[] {DEPTHWISE, POINTWISE}, kernelSize);
    set(FILTERS, filters);
  }

  /** The number of output channels. */
  public final int filters() {
    return get(FILTERS);
  }

  /** The pointwise kernel's first values; {@code glorot_uniform} by default. */
  public final Initializer pointwiseInitializer() {
    return get(POINTWISE.initializer());
  }

  /** Returns a copy with other first values of the pointwise kernel. */
  public final L pointwiseInitializer(Initializer initializer) {
    return with(self(), POINTWISE.initializer(), initializer);
  }

  /** Returns a copy with other first values of the pointwise kernel, by Keras' name. */
  public final L pointwiseInitializer(String identifier) {
    return pointwiseInitializer(Initializers.get(identifier));
  }

  /** The penalty on the pointwise kernel, or null, the default. */
  public final Regularizer pointwiseRegularizer() {
    return get(POINTWISE.regularizer());
  }

  /** Returns a copy with a penalty on the pointwise kernel; null for none. */
  public final L pointwiseRegularizer(Regularizer regularizer) {
    return with(self(), POINTWISE.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on the pointwise kernel, by Keras' name. */
  public final L pointwiseRegularizer(String identifier) {
    return pointwiseRegularizer(Regularizers.get(identifier));
  }

  /** What the pointwise kernel is brought back to after each step, or null, the default. */
  public final Constraint pointwiseConstraint() {
    return get(POINTWISE.constraint());
  }

  /** Returns a copy whose pointwise kernel obeys a constraint; null for none. */
  public final L pointwiseConstraint(Constraint constraint) {
    return with(self(), POINTWISE.constraint(), constraint);
  }

  /** Returns a copy whose pointwise kernel obeys a constraint, by Keras' name. */
  public final L pointwiseConstraint(String identifier) {
    return pointwiseConstraint(Constraints.get(identifier));
  }

  @Override
  protected final List<WeightSpec> weights(List<Shape> inputs) {
    Shape input = inputs.get(0);
    Shape pointwise = WindowAxes.kernelShape(ones(), input.dim(-1) * depthMultiplier(), filters());
    return andBias(filters(), depthwiseKernel("depthwise_kernel", input),
        weight("pointwise_kernel", pointwise, POINTWISE));
  }

  @Override
  protected final Tensor call(Tensor x, Call call) {
    Tensor seen = depthwise(x, call.weight("depthwise_kernel"));
    Tensor mixed = Tensor.of(new Convolution(Window.valid(ones(), ones(), ones()), 1), seen,
        call.weight("pointwise_kernel"));
    return activated(biased(mixed, call), call);
  }

  private List<Integer> ones() {
    return Collections.nCopies(axes.count(), 1);
  }
}
