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
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

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
public final class Lamb extends MomentsOptimizer<Lamb> {
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";

  /** The optimizer with Keras' defaults. */
  public Lamb() {}

  /** The optimizer with a learning rate. */
  public Lamb(double learningRate) {
    setLearningRate(learningRate);
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
