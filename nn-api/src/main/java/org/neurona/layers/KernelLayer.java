package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What layers with a kernel, a bias and an activation have in common: {@code activation(kernel applied to x + bias)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class KernelLayer<L extends KernelLayer<L>> extends BiasedLayer<L> {
  private static final WeightSettings KERNEL = WeightSettings.of("kernel", "glorot_uniform");

  /** A layer with these settings and the common ones. */
  protected KernelLayer(List<Setting<?>> settings) {
    super(settings, KERNEL);
  }

  /** The kernel's first values; {@code glorot_uniform} by default. */
  public final Initializer kernelInitializer() {
    return get(KERNEL.initializer());
  }

  /** Returns a copy with other first values of the kernel. */
  public final L kernelInitializer(Initializer initializer) {
    return with(self(), KERNEL.initializer(), initializer);
  }

  /** Returns a copy with other first values of the kernel, by Keras' name. */
  public final L kernelInitializer(String identifier) {
    return kernelInitializer(Initializers.get(identifier));
  }

  /** The penalty on the kernel, or null, the default. */
  public final Regularizer kernelRegularizer() {
    return get(KERNEL.regularizer());
  }

  /** Returns a copy with a penalty on the kernel; null for none. */
  public final L kernelRegularizer(Regularizer regularizer) {
    return with(self(), KERNEL.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on the kernel, by Keras' name. */
  public final L kernelRegularizer(String identifier) {
    return kernelRegularizer(Regularizers.get(identifier));
  }

  /** What the kernel is brought back to after each step, or null, the default. */
  public final Constraint kernelConstraint() {
    return get(KERNEL.constraint());
  }

  /** Returns a copy whose kernel obeys a constraint; null for none. */
  public final L kernelConstraint(Constraint constraint) {
    return with(self(), KERNEL.constraint(), constraint);
  }

  /** Returns a copy whose kernel obeys a constraint, by Keras' name. */
  public final L kernelConstraint(String identifier) {
    return kernelConstraint(Constraints.get(identifier));
  }

  /** The kernel of this shape, and the bias of its last axis' length unless it is switched off. */
  protected final List<WeightSpec> kernelAndBias(Shape kernel) {
    return kernelAndBias(kernel, kernel.dim(-1));
  }

  /** The kernel of this shape, and the bias for so many output channels unless it is switched off. */
  protected final List<WeightSpec> kernelAndBias(Shape kernel, int channels) {
    return andBias(channels, weight("kernel", kernel, KERNEL));
  }
}
