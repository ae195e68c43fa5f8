package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.activations.ActivationFunction;
import org.neurona.activations.Activations;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What layers with a kernel, a bias and an activation have in common: {@code activation(kernel applied to x + bias)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class KernelLayer<L extends KernelLayer<L>> extends Layer {
  private static final Setting<ActivationFunction> ACTIVATION = Activations.setting("activation", "linear");
  private static final Setting<Boolean> USE_BIAS = Setting.flag("use_bias", true);
  private static final Setting<Initializer> KERNEL_INITIALIZER =
      Initializers.setting("kernel_initializer", "glorot_uniform");
  private static final Setting<Initializer> BIAS_INITIALIZER = Initializers.setting("bias_initializer", "zeros");
  private static final Setting<Regularizer> KERNEL_REGULARIZER = Regularizers.setting("kernel_regularizer");
  private static final Setting<Regularizer> BIAS_REGULARIZER = Regularizers.setting("bias_regularizer");
  private static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");
  private static final Setting<Constraint> KERNEL_CONSTRAINT = Constraints.setting("kernel_constraint");
  private static final Setting<Constraint> BIAS_CONSTRAINT = Constraints.setting("bias_constraint");
  private static final List<Setting<?>> COMMON = List.of(ACTIVATION, USE_BIAS, KERNEL_INITIALIZER, BIAS_INITIALIZER,
      KERNEL_REGULARIZER, BIAS_REGULARIZER, ACTIVITY_REGULARIZER, KERNEL_CONSTRAINT, BIAS_CONSTRAINT);

  /** A layer with these settings and the common ones. */
  protected KernelLayer(List<Setting<?>> settings) {
    super(Stream.concat(settings.stream(), COMMON.stream()).toList());
  }

  /** Sets the activation, by Keras' name; for constructors. */
  protected final void setActivation(String identifier) {
    set(ACTIVATION, Activations.get(identifier));
  }

  @SuppressWarnings("unchecked") // L is the class itself
  private L self() {
    return (L) this;
  }

  /** The activation; {@code linear} by default. */
  public final ActivationFunction activation() {
    return get(ACTIVATION);
  }

  /**
   * Returns a copy with another activation, by Keras' name.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the known ones
   */
  public final L activation(String identifier) {
    return activation(Activations.get(identifier));
  }

  /** Returns a copy with another activation. */
  public final L activation(ActivationFunction activation) {
    return with(self(), ACTIVATION, activation);
  }

  /** Whether a bias is added; true by default. */
  public final boolean useBias() {
    return get(USE_BIAS);
  }

  /** Returns a copy with a bias or without one. */
  public final L useBias(boolean useBias) {
    return with(self(), USE_BIAS, useBias);
  }

  /** The kernel's first values; {@code glorot_uniform} by default. */
  public final Initializer kernelInitializer() {
    return get(KERNEL_INITIALIZER);
  }

  /** Returns a copy with other first values of the kernel. */
  public final L kernelInitializer(Initializer initializer) {
    return with(self(), KERNEL_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the kernel, by Keras' name. */
  public final L kernelInitializer(String identifier) {
    return kernelInitializer(Initializers.get(identifier));
  }

  /** The bias' first values; {@code zeros} by default. */
  public final Initializer biasInitializer() {
    return get(BIAS_INITIALIZER);
  }

  /** Returns a copy with other first values of the bias. */
  public final L biasInitializer(Initializer initializer) {
    return with(self(), BIAS_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of the bias, by Keras' name. */
  public final L biasInitializer(String identifier) {
    return biasInitializer(Initializers.get(identifier));
  }

  /** The penalty on the kernel, or null, the default. */
  public final Regularizer kernelRegularizer() {
    return get(KERNEL_REGULARIZER);
  }

  /** Returns a copy with a penalty on the kernel; null for none. */
  public final L kernelRegularizer(Regularizer regularizer) {
    return with(self(), KERNEL_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the kernel, by Keras' name. */
  public final L kernelRegularizer(String identifier) {
    return kernelRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the bias, or null, the default. */
  public final Regularizer biasRegularizer() {
    return get(BIAS_REGULARIZER);
  }

  /** Returns a copy with a penalty on the bias; null for none. */
  public final L biasRegularizer(Regularizer regularizer) {
    return with(self(), BIAS_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the bias, by Keras' name. */
  public final L biasRegularizer(String identifier) {
    return biasRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on the output, or null, the default. */
  public final Regularizer activityRegularizer() {
    return get(ACTIVITY_REGULARIZER);
  }

  /** Returns a copy with a penalty on the output, taken as the mean over the batch; null for none. */
  public final L activityRegularizer(Regularizer regularizer) {
    return with(self(), ACTIVITY_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on the output, by Keras' name. */
  public final L activityRegularizer(String identifier) {
    return activityRegularizer(Regularizers.get(identifier));
  }

  /** What the kernel is brought back to after each step, or null, the default. */
  public final Constraint kernelConstraint() {
    return get(KERNEL_CONSTRAINT);
  }

  /** Returns a copy whose kernel obeys a constraint; null for none. */
  public final L kernelConstraint(Constraint constraint) {
    return with(self(), KERNEL_CONSTRAINT, constraint);
  }

  /** Returns a copy whose kernel obeys a constraint, by Keras' name. */
  public final L kernelConstraint(String identifier) {
    return kernelConstraint(Constraints.get(identifier));
  }

  /** What the bias is brought back to after each step, or null, the default. */
  public final Constraint biasConstraint() {
    return get(BIAS_CONSTRAINT);
  }

  /** Returns a copy whose bias obeys a constraint; null for none. */
  public final L biasConstraint(Constraint constraint) {
    return with(self(), BIAS_CONSTRAINT, constraint);
  }

  /** Returns a copy whose bias obeys a constraint, by Keras' name. */
  public final L biasConstraint(String identifier) {
    return biasConstraint(Constraints.get(identifier));
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L name(String name) {
    return (L) super.name(name);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L trainable(boolean trainable) {
    return (L) super.trainable(trainable);
  }

  @Override
  @SuppressWarnings("unchecked") // a copy is of the same class
  public final L inputShape(int... dims) {
    return (L) super.inputShape(dims);
  }

  /** The kernel of this shape, and the bias unless it is switched off. */
  protected final List<WeightSpec> kernelAndBias(Shape kernel) {
    List<WeightSpec> weights = new ArrayList<>();
    weights.add(WeightSpec.of("kernel", kernel, kernelInitializer()).regularizer(kernelRegularizer())
        .constraint(kernelConstraint()));
    if (useBias()) {
      weights.add(WeightSpec.of("bias", Shape.of(kernel.dim(-1)), biasInitializer()).regularizer(biasRegularizer())
          .constraint(biasConstraint()));
    }
    return weights;
  }

  /** What the kernel gave, and the bias unless it is switched off. */
  protected final Tensor biased(Tensor product, Call call) {
    return useBias() ? add(product, call.weight("bias")) : product;
  }

  /** The activation of that, with its penalty, taken as the mean over the batch. */
  protected final Tensor activated(Tensor biased, Call call) {
    Tensor output = activation().apply(biased);
    if (activityRegularizer() != null) {
      call.addLoss(divide(activityRegularizer().call(output), Math.abs(biased.dim(0))));
    }
    return output;
  }
}
