package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;

import java.util.ArrayList;
import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Steps divided by a running root mean square of the gradient (Hinton, 2012). Keras' {@code RMSprop}.
 *
 * <pre>{@code
 * v = rho v + (1 - rho) g^2
 * a = rho a + (1 - rho) g                   centered: v - a^2 stands for v below
 * step = rate g / sqrt(v + epsilon)
 * u = momentum u + step;  w -= u            w -= step without momentum
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, rho 0.9, momentum 0, epsilon 1e-7, not centered.
 */
public final class RMSprop extends BaseOptimizer<RMSprop> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> RHO = Setting.fraction("rho", 0.9);
  private static final Setting<Double> MOMENTUM = Setting.fraction("momentum", 0);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final Setting<Boolean> CENTERED = Setting.flag("centered", false);
  private static final String MEAN_SQUARE = "velocity";
  private static final String STEPS = "momentum";
  private static final String MEAN = "average_gradient";

  /** The optimizer with Keras' defaults. */
  public RMSprop() {
    super(LEARNING_RATE, List.of(RHO, MOMENTUM, EPSILON, CENTERED));
  }

  /** The optimizer with a learning rate. */
  public RMSprop(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The decay of the means; 0.9 by default. */
  public double rho() {
    return get(RHO);
  }

  /** Returns a copy with another decay of the means, in [0, 1); 0.9 by default. */
  public RMSprop rho(double rho) {
    return with(this, RHO, rho);
  }

  /** How much of the last step goes into the next; 0 by default. */
  public double momentum() {
    return get(MOMENTUM);
  }

  /** Returns a copy with a momentum, in [0, 1); 0 by default. */
  public RMSprop momentum(double momentum) {
    return with(this, MOMENTUM, momentum);
  }

  /** The number against division by zero, inside the root; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public RMSprop epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  /** Whether steps are divided by the root of the variance; false by default. */
  public boolean centered() {
    return get(CENTERED);
  }

  /** Returns a copy that divides by the root of the variance rather than of the mean square. */
  public RMSprop centered(boolean centered) {
    return with(this, CENTERED, centered);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    List<Slot> slots = new ArrayList<>(List.of(Slot.zeros(MEAN_SQUARE, weight)));
    if (momentum() > 0) {
      slots.add(Slot.zeros(STEPS, weight));
    }
    if (centered()) {
      slots.add(Slot.zeros(MEAN, weight));
    }
    return slots;
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor meanSquare = Moving.average(update, MEAN_SQUARE, square(gradient), rho());
    Tensor variance = meanSquare;
    if (centered()) {
      variance = subtract(meanSquare, square(Moving.average(update, MEAN, gradient, rho())));
    }
    Tensor step = divide(multiply(gradient, update.coefficient(0)), sqrt(add(variance, epsilon())));
    if (momentum() > 0) {
      step = add(multiply(update.slot(STEPS), momentum()), step);
      update.assignSlot(STEPS, step);
    }
    update.assign(subtract(update.weight(), step));
  }
}
