package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.clip;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.power;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * "Follow the regularized leader" (McMahan et al., 2013), for wide, sparse models. Keras' {@code Ftrl}.
 *
 * <pre>{@code
 * s = g + 2 l2Shrinkage w;  n' = n + g^2
 * z += s - (n'^-p - n^-p) / rate w                                            p is the learning rate power
 * w = (clip(z, -l1, l1) - z) / (n'^-p / rate + 2 (l2 + beta / (2 rate)))
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, learning rate power -0.5, initial accumulator value 0.1, l1, l2, l2 shrinkage and
 * beta 0.
 */
public final class Ftrl extends BaseOptimizer<Ftrl> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> LEARNING_RATE_POWER = Setting.of("learning_rate_power", "a finite number <= 0",
      value -> value != null && value <= 0 && Double.isFinite(value),
      Setting.number("learning_rate_power", 0).codec(), -0.5);
  private static final Setting<Double> INITIAL_ACCUMULATOR_VALUE =
      Setting.nonNegative("initial_accumulator_value", 0.1);
  private static final Setting<Double> L1_REGULARIZATION_STRENGTH =
      Setting.nonNegative("l1_regularization_strength", 0.0);
  private static final Setting<Double> L2_REGULARIZATION_STRENGTH =
      Setting.nonNegative("l2_regularization_strength", 0.0);
  private static final Setting<Double> L2_SHRINKAGE_REGULARIZATION_STRENGTH =
      Setting.nonNegative("l2_shrinkage_regularization_strength", 0.0);
  private static final Setting<Double> BETA = Setting.nonNegative("beta", 0.0);
  private static final String SQUARES = "accumulator";
  private static final String LINEAR = "linear";

  /** The optimizer with Keras' defaults. */
  public Ftrl() {
    super(LEARNING_RATE, List.of(LEARNING_RATE_POWER, INITIAL_ACCUMULATOR_VALUE, L1_REGULARIZATION_STRENGTH,
        L2_REGULARIZATION_STRENGTH, L2_SHRINKAGE_REGULARIZATION_STRENGTH, BETA));
  }

  /** The optimizer with a learning rate. */
  public Ftrl(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** How the rate falls with the sum of squares; -0.5 by default. */
  public double learningRatePower() {
    return get(LEARNING_RATE_POWER);
  }

  /** Returns a copy with another power, at most 0; -0.5 by default. */
  public Ftrl learningRatePower(double learningRatePower) {
    return with(this, LEARNING_RATE_POWER, learningRatePower);
  }

  /** What the sum of squares starts with; 0.1 by default. */
  public double initialAccumulatorValue() {
    return get(INITIAL_ACCUMULATOR_VALUE);
  }

  /** Returns a copy whose sum of squares starts with another number; 0.1 by default. */
  public Ftrl initialAccumulatorValue(double initialAccumulatorValue) {
    return with(this, INITIAL_ACCUMULATOR_VALUE, initialAccumulatorValue);
  }

  /** The penalty on absolute values; 0.0 by default. */
  public double l1RegularizationStrength() {
    return get(L1_REGULARIZATION_STRENGTH);
  }

  /** Returns a copy with another value: the penalty on absolute values; 0.0 by default. */
  public Ftrl l1RegularizationStrength(double l1RegularizationStrength) {
    return with(this, L1_REGULARIZATION_STRENGTH, l1RegularizationStrength);
  }

  /** The penalty on squares; 0.0 by default. */
  public double l2RegularizationStrength() {
    return get(L2_REGULARIZATION_STRENGTH);
  }

  /** Returns a copy with another value: the penalty on squares; 0.0 by default. */
  public Ftrl l2RegularizationStrength(double l2RegularizationStrength) {
    return with(this, L2_REGULARIZATION_STRENGTH, l2RegularizationStrength);
  }

  /** The penalty on squares that acts through the gradient; 0.0 by default. */
  public double l2ShrinkageRegularizationStrength() {
    return get(L2_SHRINKAGE_REGULARIZATION_STRENGTH);
  }

  /** Returns a copy with another value: the penalty on squares that acts through the gradient; 0.0 by default. */
  public Ftrl l2ShrinkageRegularizationStrength(double l2ShrinkageRegularizationStrength) {
    return with(this, L2_SHRINKAGE_REGULARIZATION_STRENGTH, l2ShrinkageRegularizationStrength);
  }

  /** The beta of the paper; 0.0 by default. */
  public double beta() {
    return get(BETA);
  }

  /** Returns a copy with another value: the beta of the paper; 0.0 by default. */
  public Ftrl beta(double beta) {
    return with(this, BETA, beta);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(new Slot(SQUARES, weight, initialAccumulatorValue()), Slot.zeros(LINEAR, weight));
  }

  /** The rate, 1 / rate, and what is added to the divisor. */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate, 1 / learningRate,
        2 * (l2RegularizationStrength() + beta() / (2 * learningRate))};
  }

  @Override
  protected void update(Update update) {
    Tensor weight = update.weight();
    Tensor gradient = update.gradient();
    Tensor shrunk = l2ShrinkageRegularizationStrength() == 0 ? gradient
        : add(gradient, multiply(weight, 2 * l2ShrinkageRegularizationStrength()));
    Tensor before = update.slot(SQUARES);
    Tensor after = add(before, square(gradient));
    Tensor powered = power(after, -learningRatePower());
    Tensor sigma = multiply(subtract(powered, power(before, -learningRatePower())), update.coefficient(1));
    Tensor linear = subtract(add(update.slot(LINEAR), shrunk), multiply(sigma, weight));
    Tensor divisor = add(multiply(powered, update.coefficient(1)), update.coefficient(2));
    double l1 = l1RegularizationStrength();
    update.assignSlot(SQUARES, after);
    update.assignSlot(LINEAR, linear);
    update.assign(divide(subtract(clip(linear, -l1, l1), linear), divisor));
  }
}
