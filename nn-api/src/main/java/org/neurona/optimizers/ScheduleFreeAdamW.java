package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Adam without momentum on weights z, whose mean x over all steps makes a schedule superfluous; gradients are taken in
 * between, at the model's weights y (Defazio et al., 2024). Keras' {@code ScheduleFreeAdamW}.
 *
 * <pre>{@code
 * v += (1 - beta2) (g^2 - v);  z' = z - rate min(t / warmupSteps, 1) g / (sqrt(v / (1 - beta2^t)) + epsilon)
 * x = (y - (1 - beta1) z) / beta1;  x' = (1 - 1/t) x + z' / t
 * y' = (1 - beta1) z' + beta1 x'
 * }</pre>
 *
 * <p>Weight decay, where there is some, takes its part from y before that, as in Keras, and so from x rather than z.
 *
 * <p>After training the model's weights are y, as in Keras before {@code swap_to_eval}. Defaults: learning rate 0.0025,
 * beta1 0.9, beta2 0.999, epsilon 1e-8, no warm-up.
 */
public final class ScheduleFreeAdamW extends BaseOptimizer<ScheduleFreeAdamW> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.0025);
  private static final Setting<Double> BETA_1 = Setting.of("beta_1", "a number in (0, 1)",
      value -> value != null && value > 0 && value < 1, Setting.number("beta_1", 0).codec(), 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-8);
  private static final Setting<Integer> WARMUP_STEPS = Setting.of("warmup_steps", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("warmup_steps", 0).codec(), 0);
  private static final String MOVED = "momentum";
  private static final String MEAN_SQUARE = "velocity";

  /** The optimizer with Keras' defaults. */
  public ScheduleFreeAdamW() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2, EPSILON, WARMUP_STEPS));
  }

  /** The optimizer with a learning rate. */
  public ScheduleFreeAdamW(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The share of the mean in the model's weights; 0.9 by default. */
  public double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another share of the mean in the model's weights, in (0, 1); 0.9 by default. */
  public ScheduleFreeAdamW beta1(double beta1) {
    return with(this, BETA_1, beta1);
  }

  /** The decay of the square's mean; 0.999 by default. */
  public double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the square's mean, in [0, 1); 0.999 by default. */
  public ScheduleFreeAdamW beta2(double beta2) {
    return with(this, BETA_2, beta2);
  }

  /** The number against division by zero; 1e-8 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-8 by default. */
  public ScheduleFreeAdamW epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  /** Over how many steps the rate rises from 0; 0 by default. */
  public int warmupSteps() {
    return get(WARMUP_STEPS);
  }

  /** Returns a copy whose rate rises from 0 over so many steps; 0 by default. */
  public ScheduleFreeAdamW warmupSteps(int warmupSteps) {
    return with(this, WARMUP_STEPS, warmupSteps);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(MOVED, weight), Slot.zeros(MEAN_SQUARE, weight));
  }

  /** The rate now, 1 / (1 - beta2^t), 1 / t, and whether the step is the first, before which z is the weight. */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    double rising = warmupSteps() == 0 ? 1 : Math.min((double) step / warmupSteps(), 1);
    return new double[] {learningRate * rising, 1 / (1 - Math.pow(beta2(), step)), 1.0 / step, step == 1 ? 1 : 0};
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor weight = update.weight();
    Tensor before = where(update.coefficient(3), update.weightBeforeDecay(), update.slot(MOVED));
    Tensor meanSquare = Moving.towards(update, MEAN_SQUARE, square(gradient), 1 - beta2());
    Tensor root = sqrt(multiply(meanSquare, update.coefficient(1)));
    Tensor after = subtract(before, divide(multiply(gradient, update.coefficient(0)), add(root, epsilon())));
    update.assignSlot(MOVED, after);
    Tensor mean = divide(subtract(weight, multiply(before, 1 - beta1())), beta1());
    Tensor newMean = add(mean, multiply(subtract(after, mean), update.coefficient(2)));
    update.assign(add(multiply(after, 1 - beta1()), multiply(newMean, beta1())));
  }
}
