package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sign;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Steps of one size, in the direction that a mean of gradients has (Chen et al., 2023). Keras' {@code Lion}.
 *
 * <pre>{@code
 * w -= rate sign(beta1 m + (1 - beta1) g);  m = beta2 m + (1 - beta2) g
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta1 0.9, beta2 0.99.
 */
public final class Lion extends BaseOptimizer<Lion> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_1 = Setting.fraction("beta_1", 0.9);
  private static final Setting<Double> BETA_2 = Setting.fraction("beta_2", 0.99);
  private static final String MEAN = "momentum";

  /** The optimizer with Keras' defaults. */
  public Lion() {
    super(LEARNING_RATE, List.of(BETA_1, BETA_2));
  }

  /** The optimizer with a learning rate. */
  public Lion(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** How much of the mean goes into the direction; 0.9 by default. */
  public double beta1() {
    return get(BETA_1);
  }

  /** Returns a copy with another share of the mean in the direction, in [0, 1); 0.9 by default. */
  public Lion beta1(double beta1) {
    return with(this, BETA_1, beta1);
  }

  /** The decay of the mean; 0.99 by default. */
  public double beta2() {
    return get(BETA_2);
  }

  /** Returns a copy with another decay of the mean, in [0, 1); 0.99 by default. */
  public Lion beta2(double beta2) {
    return with(this, BETA_2, beta2);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(MEAN, weight));
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor direction = sign(add(multiply(update.slot(MEAN), beta1()), multiply(gradient, 1 - beta1())));
    Moving.average(update, MEAN, gradient, beta2());
    update.assign(subtract(update.weight(), multiply(direction, update.coefficient(0))));
  }
}
