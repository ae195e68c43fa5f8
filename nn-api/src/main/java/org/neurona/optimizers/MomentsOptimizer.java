package org.neurona.optimizers;

import java.util.List;
import org.neurona.config.Setting;
import org.neurona.schedules.LearningRateSchedule;

/**
 * What optimizers have in common that keep running means of the gradient and of its square or size, as {@link Adam}
 * does. Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 *
 * @param <O> the optimizer itself, which fluent methods return
 */
public abstract class MomentsOptimizer<O extends MomentsOptimizer<O>> extends BaseOptimizer<O> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);

  /** The optimizer with the common defaults and further settings. */
  MomentsOptimizer(Setting<?>... further) {
    super(LEARNING_RATE, Setting.joined(List.of(BETA_1, BETA_2, EPSILON), List.of(further)));
  }

  @SuppressWarnings("unchecked") // O is the class itself
  private O self() {
    return (O) this;
  }

  /** The decay of the gradient's mean; 0.9 by default. */
  public final double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another decay of the gradient's mean, in [0, 1); 0.9 by default. */
  public final O beta1(double beta1) {
    return with(self(), BETA_1, beta1);
  }

  /** The decay of the square's mean; 0.999 by default. */
  public final double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the square's mean, in [0, 1); 0.999 by default. */
  public final O beta2(double beta2) {
    return with(self(), BETA_2, beta2);
  }

  /** The number against division by zero; 1e-7 by default. */
  public final double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public final O epsilon(double epsilon) {
    return with(self(), EPSILON, epsilon);
  }
}
