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
 * Steps that get smaller by the sum of all squared gradients (Duchi et al., 2011). Keras' {@code Adagrad}.
 *
 * <pre>{@code
 * a += g^2;  w -= rate g / sqrt(a + epsilon)
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, initial accumulator value 0.1, epsilon 1e-7.
 */
public final class Adagrad extends BaseOptimizer<Adagrad> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> INITIAL_ACCUMULATOR_VALUE =
      Setting.nonNegative("initial_accumulator_value", 0.1);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final String SUM = "accumulator";

  /** The optimizer with Keras' defaults. */
  public Adagrad() {
    super(LEARNING_RATE, List.of(INITIAL_ACCUMULATOR_VALUE, EPSILON));
  }

  /** The optimizer with a learning rate. */
  public Adagrad(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** What the sum of squares starts with; 0.1 by default. */
  public double initialAccumulatorValue() {
    return get(INITIAL_ACCUMULATOR_VALUE);
  }

  /** Returns a copy whose sum of squares starts with another number; 0.1 by default. */
  public Adagrad initialAccumulatorValue(double initialAccumulatorValue) {
    return with(this, INITIAL_ACCUMULATOR_VALUE, initialAccumulatorValue);
  }

  /** The number against division by zero; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero; 1e-7 by default. */
  public Adagrad epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return List.of(new Slot(SUM, weight, initialAccumulatorValue()));
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor squares = add(update.slot(SUM), square(gradient));
    update.assignSlot(SUM, squares);
    update.assign(subtract(update.weight(),
        divide(multiply(gradient, update.coefficient(0)), sqrt(add(squares, epsilon())))));
  }
}
