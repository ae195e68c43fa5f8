package org.neurona.optimizers;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Adam with the largest gradient so far, slowly forgotten, in place of the mean square (Kingma and Ba, 2015, section
 * 7). Keras' {@code Adamax}.
 *
 * <pre>{@code
 * m += (1 - beta1) (g - m);  u = max(beta2 u, |g|)
 * w -= rate m / ((1 - beta1^t) (u + epsilon))
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 */
public final class Adamax extends BaseOptimizer<Adamax> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final String MEAN = "momentum";
  private static final String LARGEST = "norm";

  /** The optimizer with Keras' defaults. */
  public Adamax() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2, EPSILON));
  }

  /** The optimizer with a learning rate. */
  public Adamax(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The decay of the gradient's mean; 0.9 by default. */
  public double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another decay of the gradient's mean, in [0, 1); 0.9 by default. */
  public Adamax beta1(double beta1) {
    return with(this, BETA_1, beta1);
  }

  /** The decay of the largest gradient; 0.999 by default. */
  public double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the largest gradient, in [0, 1); 0.999 by default. */
  public Adamax beta2(double beta2) {
    return with(this, BETA_2, beta2);
  }

  /** The number against division by zero; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public Adamax epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(MEAN, weight), Slot.zeros(LARGEST, weight));
  }

  /** rate / (1 - beta1^t). */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate / (1 - Math.pow(beta1(), step))};
  }

  @Override
  protected void update(Update update) {
    Tensor mean = Moving.towards(update, MEAN, update.gradient(), 1 - beta1());
    Tensor largest = maximum(multiply(update.slot(LARGEST), beta2()), abs(update.gradient()));
    update.assignSlot(LARGEST, largest);
    update.assign(subtract(update.weight(),
        divide(multiply(mean, update.coefficient(0)), add(largest, epsilon()))));
  }
}
