package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Steps of the size of earlier steps, without a rate of their own (Zeiler, 2012); the paper's has learning rate 1.
 * Keras' {@code Adadelta}.
 *
 * <pre>{@code
 * a = rho a + (1 - rho) g^2
 * step = sqrt(d + epsilon) / sqrt(a + epsilon) g
 * d = rho d + (1 - rho) step^2;  w -= rate step
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, rho 0.95, epsilon 1e-7.
 */
public final class Adadelta extends BaseOptimizer<Adadelta> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> RHO = Setting.fraction("rho", 0.95);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final String GRADIENTS = "accumulated_grad";
  private static final String STEPS = "accumulated_delta_var";

  /** The optimizer with Keras' defaults. */
  public Adadelta() {
    super(LEARNING_RATE, List.of(RHO, EPSILON));
  }

  /** The optimizer with a learning rate. */
  public Adadelta(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The decay of both means; 0.95 by default. */
  public double rho() {
    return get(RHO);
  }

  /** Returns a copy with another decay of both means, in [0, 1); 0.95 by default. */
  public Adadelta rho(double rho) {
    return with(this, RHO, rho);
  }

  /** The number against division by zero; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public Adadelta epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(Slot.zeros(GRADIENTS, weight), Slot.zeros(STEPS, weight));
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor gradients = Moving.average(update, GRADIENTS, square(gradient), rho());
    Tensor step = multiply(divide(sqrt(add(update.slot(STEPS), epsilon())), sqrt(add(gradients, epsilon()))), gradient);
    Moving.average(update, STEPS, square(step), rho());
    update.assign(subtract(update.weight(), multiply(step, update.coefficient(0))));
  }
}
