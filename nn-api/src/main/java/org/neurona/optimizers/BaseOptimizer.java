package org.neurona.optimizers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.schedules.LearningRateSchedule;
import org.neurona.schedules.LearningRateSchedules;

/**
 * An optimizer with the methods that set what all have in common. Keras' {@code BaseOptimizer}.
 *
 * @param <O> the optimizer itself, which fluent methods return
 */
public abstract class BaseOptimizer<O extends BaseOptimizer<O>> extends Optimizer {
  /**
   * An optimizer with these settings and the common ones.
   *
   * @param learningRate the setting, with the optimizer's own default
   * @param settings the further settings
   */
  protected BaseOptimizer(Setting<LearningRateSchedule> learningRate, List<Setting<?>> settings) {
    super(learningRate, settings);
  }

  /** The setting {@code learning_rate} with a default. */
  protected static Setting<LearningRateSchedule> learningRateSetting(double defaultValue) {
    return LearningRateSchedules.setting(defaultValue);
  }

  /** Sets the learning rate; for constructors. */
  protected final void setLearningRate(double value) {
    set(learningRateSetting(), LearningRateSchedule.constant(value));
  }

  /** Sets the weight decay that an optimizer has by default; for constructors. */
  protected final void setWeightDecay(Double value) {
    set(WEIGHT_DECAY, value);
  }

  @SuppressWarnings("unchecked") // O is the class itself
  private O self() {
    return (O) this;
  }

  /** Returns a copy with another learning rate. */
  public final O learningRate(double value) {
    return learningRate(LearningRateSchedule.constant(value));
  }

  /** Returns a copy whose learning rate changes from step to step, and can't be set by {@code model.learningRate}. */
  public final O learningRate(LearningRateSchedule schedule) {
    return with(self(), learningRateSetting(), schedule);
  }

  /**
   * Returns a copy in which each step takes {@code weightDecay * rate} of every weight off it before the update
   * (Loshchilov and Hutter, 2019); 0 for none.
   */
  public final O weightDecay(double weightDecay) {
    return with(self(), WEIGHT_DECAY, weightDecay == 0 ? null : (Double) weightDecay);
  }

  /**
   * Returns a copy in which some weights don't decay. Keras' {@code exclude_from_weight_decay}, but that Keras forgets
   * it when a model is saved.
   *
   * @param varNames regular expressions that are looked for in the weights' names, which don't have the layers' in
   *     them: {@code bias}, {@code gamma|beta}
   * @throws IllegalArgumentException if one is no regular expression
   */
  public final O excludeFromWeightDecay(String... varNames) {
    return with(self(), EXCLUDE_FROM_WEIGHT_DECAY, List.of(varNames));
  }

  /**
   * Returns a copy that scales the gradient of each weight down to this norm where it is larger.
   *
   * @throws IllegalArgumentException if gradients are clipped in another way already
   */
  public final O clipnorm(double norm) {
    return onlyOne(with(self(), CLIPNORM, norm));
  }

  /**
   * Returns a copy that scales all gradients down together where their common norm is larger than this.
   *
   * @throws IllegalArgumentException if gradients are clipped in another way already
   */
  public final O globalClipnorm(double norm) {
    return onlyOne(with(self(), GLOBAL_CLIPNORM, norm));
  }

  /**
   * Returns a copy that cuts each element of a gradient off at this size.
   *
   * @throws IllegalArgumentException if gradients are clipped in another way already
   */
  public final O clipvalue(double value) {
    return onlyOne(with(self(), CLIPVALUE, value));
  }

  private O onlyOne(O optimizer) {
    optimizer.requireOneWayToClip();
    return optimizer;
  }

  /** Returns a copy that keeps a running mean of the weights, which become that mean when {@code fit} ends. */
  public final O useEma(boolean useEma) {
    return with(self(), USE_EMA, useEma);
  }

  /** Returns a copy with another decay of the running mean of the weights, in [0, 1]; 0.99 by default. */
  public final O emaMomentum(double momentum) {
    return with(self(), EMA_MOMENTUM, momentum);
  }

  /** Returns a copy in which the running mean becomes the weights after each so many updates; null for never. */
  public final O emaOverwriteFrequency(Integer updates) {
    return with(self(), EMA_OVERWRITE_FREQUENCY, updates);
  }

  /**
   * Returns a copy that averages gradients over so many steps, at least 2, before an update; null for each step. As in
   * Keras a schedule goes on with every step, and the running mean of the weights takes every step in.
   */
  public final O gradientAccumulationSteps(Integer steps) {
    return with(self(), GRADIENT_ACCUMULATION_STEPS, steps);
  }
}
