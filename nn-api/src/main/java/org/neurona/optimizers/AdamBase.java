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

/**
 * What {@link Adam} and {@link AdamW} have in common.
 *
 * @param <O> the optimizer itself, which fluent methods return
 */
public abstract class AdamBase<O extends AdamBase<O>> extends MomentsOptimizer<O> {
  private static final Setting<Boolean> AMSGRAD = Setting.flag("amsgrad", false);
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";
  private static final String LARGEST = "velocity_hat";

  AdamBase() {
    super(AMSGRAD);
  }

  @SuppressWarnings("unchecked") // O is the class itself
  private O self() {
    return (O) this;
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
