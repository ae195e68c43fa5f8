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
 * Steps by running means of the gradient and of its square (Kingma and Ba, 2015). Keras' {@code Adam}.
 *
 * <pre>{@code
 * m += (1 - beta1) (g - m);  v += (1 - beta2) (g^2 - v)
 * alpha = rate sqrt(1 - beta2^t) / (1 - beta1^t)
 * w -= alpha m / (sqrt(v) + epsilon)            with amsgrad the largest v so far
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 */
public final class Adam extends Optimizer {
  private static final Setting<Double> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final Setting<Boolean> AMSGRAD = Setting.flag("amsgrad", false);
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";
  private static final String LARGEST = "velocity_hat";

  /** The optimizer with Keras' defaults. */
  public Adam() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2, EPSILON, AMSGRAD));
  }

  /** The optimizer with a learning rate. */
  public Adam(double learningRate) {
    this();
    set(LEARNING_RATE, learningRate);
  }

  @Override
  public Adam learningRate(double value) {
    return (Adam) super.learningRate(value);
  }

  /** The decay of the gradient's mean; 0.9 by default. */
  public double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another decay of the gradient's mean, in [0, 1); 0.9 by default. */
  public Adam beta1(double beta1) {
    return with(this, BETA_1, beta1);
  }

  /** The decay of the square's mean; 0.999 by default. */
  public double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the square's mean, in [0, 1); 0.999 by default. */
  public Adam beta2(double beta2) {
    return with(this, BETA_2, beta2);
  }

  /** The number against division by zero; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public Adam epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  /** Whether the divisor never shrinks; false by default. */
  public boolean amsgrad() {
    return get(AMSGRAD);
  }

  /** Returns a copy that never lets the divisor shrink (Reddi et al., 2018). */
  public Adam amsgrad(boolean amsgrad) {
    return with(this, AMSGRAD, amsgrad);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    Slot mean = Slot.zeros(MEAN, weight);
    Slot meanSquare = Slot.zeros(MEAN_SQUARE, weight);
    return amsgrad() ? List.of(mean, meanSquare, Slot.zeros(LARGEST, weight)) : List.of(mean, meanSquare);
  }

  /** alpha. */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {
        learningRate * Math.sqrt(1 - Math.pow(beta2(), step)) / (1 - Math.pow(beta1(), step))};
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor mean = moved(update, MEAN, gradient, 1 - beta1());
    Tensor meanSquare = moved(update, MEAN_SQUARE, square(gradient), 1 - beta2());
    Tensor divisor = meanSquare;
    if (amsgrad()) {
      divisor = maximum(update.slot(LARGEST), meanSquare);
      update.assignSlot(LARGEST, divisor);
    }
    update.assign(subtract(update.weight(),
        divide(multiply(mean, update.coefficient(0)), add(sqrt(divisor), epsilon()))));
  }

  /** A slot moved a part of the way to a value, which is also kept. */
  private static Tensor moved(Update update, String slot, Tensor value, double part) {
    Tensor before = update.slot(slot);
    Tensor after = add(before, multiply(subtract(value, before), part));
    update.assignSlot(slot, after);
    return after;
  }
}
