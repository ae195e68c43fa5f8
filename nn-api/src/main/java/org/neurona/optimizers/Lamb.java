package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.where;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Adam's step, made as long as the weight is large (You et al., 2020), for large batches. Keras' {@code Lamb}.
 *
 * <pre>{@code
 * m += (1 - beta1) (g - m);  v += (1 - beta2) (g^2 - v)
 * u = (m / (1 - beta1^t)) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * w -= rate |w| / |u| u                                        rate u where one of the norms is 0
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 */
public final class Lamb extends BaseOptimizer<Lamb> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";

  /** The optimizer with Keras' defaults. */
  public Lamb() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2, EPSILON));
  }

  /** The optimizer with a learning rate. */
  public Lamb(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The decay of the gradient's mean; 0.9 by default. */
  public double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another decay of the gradient's mean, in [0, 1); 0.9 by default. */
  public Lamb beta1(double beta1) {
    return with(this, BETA_1, beta1);
  }

  /** The decay of the square's mean; 0.999 by default. */
  public double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the square's mean, in [0, 1); 0.999 by default. */
  public Lamb beta2(double beta2) {
    return with(this, BETA_2, beta2);
  }

  /** The number against division by zero; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public Lamb epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(MEAN, weight), Slot.zeros(MEAN_SQUARE, weight));
  }

  /** The rate, 1 / (1 - beta1^t) and 1 / (1 - beta2^t). */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate, 1 / (1 - Math.pow(beta1(), step)), 1 / (1 - Math.pow(beta2(), step))};
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor mean = multiply(Moving.towards(update, MEAN, gradient, 1 - beta1()), update.coefficient(1));
    Tensor meanSquare = multiply(Moving.towards(update, MEAN_SQUARE, square(gradient), 1 - beta2()),
        update.coefficient(2));
    Tensor step = divide(mean, add(sqrt(meanSquare), epsilon()));
    Tensor weightNorm = sqrt(sum(square(update.weight())));
    Tensor stepNorm = sqrt(sum(square(step)));
    Tensor bothThere = multiply(greater(weightNorm, 0), greater(stepNorm, 0));
    Tensor ratio = where(bothThere, divide(weightNorm, stepNorm), Ops.constant(1));
    update.assign(subtract(update.weight(), multiply(step, multiply(ratio, update.coefficient(0)))));
  }
}
