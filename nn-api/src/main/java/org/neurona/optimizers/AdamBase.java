package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * What {@link Adam} and {@link AdamW} have in common.
 *
 * @param <O> the optimizer itself, which fluent methods return
 */
public abstract class AdamBase<O extends AdamBase<O>> extends BaseOptimizer<O> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final Setting<Boolean> AMSGRAD = Setting.flag("amsgrad", false);
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";
  private static final String LARGEST = "velocity_hat";

  AdamBase() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2, EPSILON, AMSGRAD));
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

  /** Whether the divisor never shrinks; false by default. */
  public final boolean amsgrad() {
    return get(AMSGRAD);
  }

  /** Returns a copy that never lets the divisor shrink (Reddi et al., 2018). */
  public final O amsgrad(boolean amsgrad) {
    return with(self(), AMSGRAD, amsgrad);
  }

  @Override
  protected final List<Slot> slots(Shape weight) {
    Slot mean = Slot.zeros(MEAN, weight);
    Slot meanSquare = Slot.zeros(MEAN_SQUARE, weight);
    return amsgrad() ? List.of(mean, meanSquare, Slot.zeros(LARGEST, weight)) : List.of(mean, meanSquare);
  }

  /** alpha. */
  @Override
  protected final double[] coefficients(double learningRate, long step) {
    return new double[] {
        learningRate * Math.sqrt(1 - Math.pow(beta2(), step)) / (1 - Math.pow(beta1(), step))};
  }

  @Override
  protected final void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor mean = Moving.towards(update, MEAN, gradient, 1 - beta1());
    Tensor meanSquare = Moving.towards(update, MEAN_SQUARE, square(gradient), 1 - beta2());
    Tensor divisor = meanSquare;
    if (amsgrad()) {
      divisor = maximum(update.slot(LARGEST), meanSquare);
      update.assignSlot(LARGEST, divisor);
    }
    update.assign(subtract(update.weight(),
        divide(multiply(mean, update.coefficient(0)), add(sqrt(divisor), epsilon()))));
  }
}
