package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Gradient descent, with momentum m if it is not 0. Keras' {@code SGD}.
 *
 * <pre>{@code
 * v = m v - rate g;  w += v              momentum
 * w += m v - rate g                      Nesterov's, with v as it has just become
 * w -= rate g                            without momentum
 * }</pre>
 *
 * <p>Defaults: learning rate 0.01, momentum 0.
 */
public final class SGD extends BaseOptimizer<SGD> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.01);
  private static final Setting<Double> MOMENTUM = Setting.of("momentum", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("momentum", 0).codec(), 0.0);
  private static final Setting<Boolean> NESTEROV = Setting.flag("nesterov", false);
  private static final String VELOCITY = "momentum";

  /** The optimizer with Keras' defaults. */
  public SGD() {
    super(LEARNING_RATE, List.of(MOMENTUM, NESTEROV));
  }

  /** The optimizer with a learning rate. */
  public SGD(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** How much of the last step goes into the next; 0 by default. */
  public double momentum() {
    return get(MOMENTUM);
  }

  /** Returns a copy with another momentum, in [0, 1]. */
  public SGD momentum(double momentum) {
    return with(this, MOMENTUM, momentum);
  }

  /** Whether the momentum is Nesterov's; false by default. */
  public boolean nesterov() {
    return get(NESTEROV);
  }

  /** Returns a copy with Nesterov's momentum or the plain one, the default. */
  public SGD nesterov(boolean nesterov) {
    return with(this, NESTEROV, nesterov);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return momentum() == 0 ? List.of() : List.of(Slot.zeros(VELOCITY, weight));
  }

  @Override
  protected void update(Update update) {
    Tensor step = multiply(update.gradient(), update.coefficient(0));
    if (momentum() == 0) {
      update.assign(subtract(update.weight(), step));
      return;
    }
    Tensor velocity = subtract(multiply(update.slot(VELOCITY), momentum()), step);
    update.assignSlot(VELOCITY, velocity);
    Tensor change = nesterov() ? subtract(multiply(velocity, momentum()), step) : velocity;
    update.assign(add(update.weight(), change));
  }
}
