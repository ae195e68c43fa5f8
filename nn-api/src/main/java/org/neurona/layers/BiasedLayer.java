package org.neurona.layers;

import static org.neurona.ops.Ops.add;

import java.util.ArrayList;
import java.util.List;
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
 * What layers with kernels, a bias and an activation have in common: {@code activation(kernels applied to x + bias)}.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BiasedLayer<L extends BiasedLayer<L>> extends BaseLayer<L> {
  private static final Setting<ActivationFunction> ACTIVATION = Activations.setting("activation", "linear");
  private static final Setting<Boolean> USE_BIAS = Setting.flag("use_bias", true);
  private static final WeightSettings BIAS = WeightSettings.of("bias", "zeros");
  private static final Setting<Regularizer> ACTIVITY_REGULARIZER = Regularizers.setting("activity_regularizer");

  /** A layer with these settings, those of its kernels and the common ones, in Keras' order. */
  BiasedLayer(List<Setting<?>> settings, WeightSettings... kernels) {
    super(inOrder(settings, kernels));
  }

  private static List<Setting<?>> inOrder(List<Setting<?>> own, WeightSettings... kernels) {
    List<WeightSettings> weights = new ArrayList<>(List.of(kernels));
    weights.add(BIAS);
    List<Setting<?>> settings = new ArrayList<>(own);
    settings.add(ACTIVATION);
    settings.add(USE_BIAS);
    for (WeightSettings weight : weights) {
      settings.add(weight.initializer());
    }
    for (WeightSettings weight : weights) {
      settings.add(weight.regularizer());
    }
    settings.add(ACTIVITY_REGULARIZER);
    for (WeightSettings weight : weights) {
      settings.add(weight.constraint());
    }
    return settings;
  }

  /** Sets the activation, by Keras' name; for constructors. */
  protected final void setActivation(String identifier) {
    set(ACTIVATION, Activations.get(identifier));
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

  /** The bias' first values; {@code zeros} by default. */
  public final Initializer biasInitializer() {
    return get(BIAS.initializer());
  }

  /** Returns a copy with other first values of the bias. */
  public final L biasInitializer(Initializer initializer) {
    return with(self(), BIAS.initializer(), initializer);
  }

  /** Returns a copy with other first values of the bias, by Keras' name. */
  public final L biasInitializer(String identifier) {
    return biasInitializer(Initializers.get(identifier));
  }

  /** The penalty on the bias, or null, the default. */
  public final Regularizer biasRegularizer() {
    return get(BIAS.regularizer());
  }

  /** Returns a copy with a penalty on the bias; null for none. */
  public final L biasRegularizer(Regularizer regularizer) {
    return with(self(), BIAS.regularizer(), regularizer);
  }

  /** Returns a copy with a penalty on the bias, by Keras' name. */
  public final L biasRegularizer(String identifier) {
    return biasRegularizer(Regularizers.get(identifier));
  }

  /** What the bias is brought back to after each step, or null, the default. */
  public final Constraint biasConstraint() {
    return get(BIAS.constraint());
  }

  /** Returns a copy whose bias obeys a constraint; null for none. */
  public final L biasConstraint(Constraint constraint) {
    return with(self(), BIAS.constraint(), constraint);
  }

  /** Returns a copy whose bias obeys a constraint, by Keras' name. */
  public final L biasConstraint(String identifier) {
    return biasConstraint(Constraints.get(identifier));
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

  /** A weight as its settings say. */
  final WeightSpec weight(String name, Shape shape, WeightSettings settings) {
    return WeightSpec.of(name, shape, get(settings.initializer())).regularizer(get(settings.regularizer()))
        .constraint(get(settings.constraint()));
  }

  /** The kernels, and the bias for so many output channels unless it is switched off. */
  final List<WeightSpec> andBias(int channels, WeightSpec... kernels) {
    List<WeightSpec> weights = new ArrayList<>(List.of(kernels));
    if (useBias()) {
      weights.add(weight("bias", Shape.of(channels), BIAS));
    }
    return weights;
  }

  /** What the kernels gave, and the bias unless it is switched off. */
  protected final Tensor biased(Tensor product, Call call) {
    return useBias() ? add(product, call.weight("bias")) : product;
  }

  /** The activation of that, with its penalty. */
  protected final Tensor activated(Tensor biased, Call call) {
    Tensor output = activation().apply(biased);
    call.addPenalty(activityRegularizer(), output);
    return output;
  }
}
