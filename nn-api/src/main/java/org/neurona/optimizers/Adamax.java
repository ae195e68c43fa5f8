package org.neurona.optimizers;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.ops.Tensor;

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
public final class Adamax extends MomentsOptimizer<Adamax> {
  private static final String MEAN = "momentum";
  private static final String LARGEST = "norm";

  /** The optimizer with Keras' defaults. */
  public Adamax() {}

  /** The optimizer with a learning rate. */
  public Adamax(double learningRate) {
    setLearningRate(learningRate);
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
