package org.neurona.layers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.subtract;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.initializers.Initializer;
import org.neurona.initializers.Initializers;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.Regularizer;
import org.neurona.regularizers.Regularizers;

/**
 * What {@link BatchNormalization}, {@link LayerNormalization} and {@link GroupNormalization} have in common:
 * {@code gamma (x - mean) / sqrt(variance + epsilon) + beta}, where gamma and beta are learnt.
 *
 * @param <L> the layer itself, which fluent methods return
 */
public abstract class BaseNormalization<L extends BaseNormalization<L>> extends BaseLayer<L> {
  private static final Setting<Double> EPSILON = Setting.positive("epsilon", 1e-3);
  private static final Setting<Boolean> CENTER = Setting.flag("center", true);
  private static final Setting<Boolean> SCALE = Setting.flag("scale", true);
  private static final Setting<Initializer> BETA_INITIALIZER = Initializers.setting("beta_initializer", "zeros");
  private static final Setting<Initializer> GAMMA_INITIALIZER = Initializers.setting("gamma_initializer", "ones");
  private static final Setting<Regularizer> BETA_REGULARIZER = Regularizers.setting("beta_regularizer");
  private static final Setting<Regularizer> GAMMA_REGULARIZER = Regularizers.setting("gamma_regularizer");
  private static final Setting<Constraint> BETA_CONSTRAINT = Constraints.setting("beta_constraint");
  private static final Setting<Constraint> GAMMA_CONSTRAINT = Constraints.setting("gamma_constraint");

  BaseNormalization(List<Setting<?>> settings, List<Setting<?>> further) {
    super(Stream.<List<Setting<?>>>of(settings, List.of(EPSILON, CENTER, SCALE, BETA_INITIALIZER, GAMMA_INITIALIZER),
        further, List.of(BETA_REGULARIZER, GAMMA_REGULARIZER, BETA_CONSTRAINT, GAMMA_CONSTRAINT))
        .<Setting<?>>flatMap(List::stream).toList());
  }

  /** What is added to the variance; 0.001 by default. */
  public final double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy that adds something else to the variance. */
  public final L epsilon(double epsilon) {
    return with(self(), EPSILON, epsilon);
  }

  /** Whether beta is added; true by default. */
  public final boolean center() {
    return get(CENTER);
  }

  /** Returns a copy with beta or without. */
  public final L center(boolean center) {
    return with(self(), CENTER, center);
  }

  /** Whether the result is multiplied by gamma; true by default. */
  public final boolean scale() {
    return get(SCALE);
  }

  /** Returns a copy with gamma or without. */
  public final L scale(boolean scale) {
    return with(self(), SCALE, scale);
  }

  /** Beta's first values; {@code zeros} by default. */
  public final Initializer betaInitializer() {
    return get(BETA_INITIALIZER);
  }

  /** Returns a copy with other first values of beta. */
  public final L betaInitializer(Initializer initializer) {
    return with(self(), BETA_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of beta, by Keras' name. */
  public final L betaInitializer(String identifier) {
    return betaInitializer(Initializers.get(identifier));
  }

  /** Gamma's first values; {@code ones} by default. */
  public final Initializer gammaInitializer() {
    return get(GAMMA_INITIALIZER);
  }

  /** Returns a copy with other first values of gamma. */
  public final L gammaInitializer(Initializer initializer) {
    return with(self(), GAMMA_INITIALIZER, initializer);
  }

  /** Returns a copy with other first values of gamma, by Keras' name. */
  public final L gammaInitializer(String identifier) {
    return gammaInitializer(Initializers.get(identifier));
  }

  /** The penalty on beta, or null, the default. */
  public final Regularizer betaRegularizer() {
    return get(BETA_REGULARIZER);
  }

  /** Returns a copy with a penalty on beta; null for none. */
  public final L betaRegularizer(Regularizer regularizer) {
    return with(self(), BETA_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on beta, by Keras' name. */
  public final L betaRegularizer(String identifier) {
    return betaRegularizer(Regularizers.get(identifier));
  }

  /** The penalty on gamma, or null, the default. */
  public final Regularizer gammaRegularizer() {
    return get(GAMMA_REGULARIZER);
  }

  /** Returns a copy with a penalty on gamma; null for none. */
  public final L gammaRegularizer(Regularizer regularizer) {
    return with(self(), GAMMA_REGULARIZER, regularizer);
  }

  /** Returns a copy with a penalty on gamma, by Keras' name. */
  public final L gammaRegularizer(String identifier) {
    return gammaRegularizer(Regularizers.get(identifier));
  }

  /** What beta is kept to, or null, the default. */
  public final Constraint betaConstraint() {
    return get(BETA_CONSTRAINT);
  }

  /** Returns a copy whose beta is kept to something; null for none. */
  public final L betaConstraint(Constraint constraint) {
    return with(self(), BETA_CONSTRAINT, constraint);
  }

  /** Returns a copy whose beta is kept to something, by Keras' name. */
  public final L betaConstraint(String identifier) {
    return betaConstraint(Constraints.get(identifier));
  }

  /** What gamma is kept to, or null, the default. */
  public final Constraint gammaConstraint() {
    return get(GAMMA_CONSTRAINT);
  }

  /** Returns a copy whose gamma is kept to something; null for none. */
  public final L gammaConstraint(Constraint constraint) {
    return with(self(), GAMMA_CONSTRAINT, constraint);
  }

  /** Returns a copy whose gamma is kept to something, by Keras' name. */
  public final L gammaConstraint(String identifier) {
    return gammaConstraint(Constraints.get(identifier));
  }

  @Override
  public final boolean supportsMasking() {
    return true;
  }

  /** Gamma and beta of this shape, as far as they are not switched off. */
  final List<WeightSpec> gammaAndBeta(Shape shape) {
    List<WeightSpec> weights = new ArrayList<>();
    if (scale()) {
      weights.add(WeightSpec.of("gamma", shape, gammaInitializer()).regularizer(gammaRegularizer())
          .constraint(gammaConstraint()));
    }
    if (center()) {
      weights.add(WeightSpec.of("beta", shape, betaInitializer()).regularizer(betaRegularizer())
          .constraint(betaConstraint()));
    }
    return weights;
  }

  /** {@code (x - mean) / sqrt(variance + epsilon)}. */
  final Tensor normalized(Tensor x, Tensor mean, Tensor variance) {
    return divide(subtract(x, mean), sqrt(add(variance, epsilon())));
  }

  /** That times gamma plus beta, each brought to a shape in which it meets the input. */
  final Tensor scaled(Tensor normalized, Call call, Shape meeting) {
    Tensor scaled = scale() ? multiply(normalized, reshape(call.weight("gamma"), meeting)) : normalized;
    return center() ? add(scaled, reshape(call.weight("beta"), meeting)) : scaled;
  }
}
