package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

/**
 * Adam with Nesterov's momentum (Dozat, 2016). Keras' {@code Nadam}.
 *
 * <pre>{@code
 * b(t) = beta1 (1 - 0.96^t / 2);  B(t) = b(1) b(2) ... b(t)
 * m += (1 - beta1) (g - m);  v += (1 - beta2) (g^2 - v)
 * w -= rate (b(t + 1) m / (1 - B(t + 1)) + (1 - b(t)) g / (1 - B(t))) / (sqrt(v / (1 - beta2^t)) + epsilon)
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.999, epsilon 1e-7.
 */
public final class Nadam extends MomentsOptimizer<Nadam> {
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";

  /** The optimizer with Keras' defaults. */
  public Nadam() {}

  /** The optimizer with a learning rate. */
  public Nadam(double learningRate) {
    setLearningRate(learningRate);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(MEAN, weight), Slot.zeros(MEAN_SQUARE, weight));
  }

  /** The factors of m and of g, and 1 / (1 - beta2^t). */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    double decay = 1;
    double product = 1;
    // Once nothing is left of the product, later factors change nothing.
    for (long t = 1; t <= step && product > Double.MIN_NORMAL; t++) {
      decay *= 0.96;
      product *= beta1() * (1 - 0.5 * decay);
    }
    double now = beta1() * (1 - 0.5 * Math.pow(0.96, step));
    double next = beta1() * (1 - 0.5 * Math.pow(0.96, step + 1));
    return new double[] {learningRate * next / (1 - product * next), learningRate * (1 - now) / (1 - product),
        1 / (1 - Math.pow(beta2(), step))};
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor mean = Moving.towards(update, MEAN, gradient, 1 - beta1());
    Tensor meanSquare = Moving.towards(update, MEAN_SQUARE, square(gradient), 1 - beta2());
    Tensor ahead = add(multiply(mean, update.coefficient(0)), multiply(gradient, update.coefficient(1)));
    Tensor root = sqrt(multiply(meanSquare, update.coefficient(2)));
    update.assign(subtract(update.weight(), divide(ahead, add(root, epsilon()))));
  }
}
