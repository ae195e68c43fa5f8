package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.expandDims;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.mean;
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
 * Adam's divisor with little memory: of a weight with two or more axes it keeps mean squares by row and by column only
 * (Shazeer and Stern, 2018). Keras' {@code Adafactor}.
 *
 * <pre>{@code
 * b = 1 - t^beta2Decay;  s = g^2 + epsilon1
 * r = b r + (1 - b) mean of s along columns;  c = b c + (1 - b) mean of s along rows;  v = r c / mean(r)
 * v = b v + (1 - b) s                                             for weights of fewer axes
 * u = g / sqrt(v);  u /= max(1, rms(u) / clipThreshold)
 * w -= max(epsilon2, rms(w)) rho u,  rho = min(rate, 1 / sqrt(t))
 * }</pre>
 *
 * <p>Defaults: learning rate 0.001, beta2 decay -0.8, epsilon1 1e-30, epsilon2 1e-3, clip threshold 1, relative step
 * true: the rate never exceeds 1 / sqrt(t).
 */
public final class Adafactor extends BaseOptimizer<Adafactor> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> BETA_2_DECAY = Setting.number("beta_2_decay", -0.8);
  private static final Setting<Double> EPSILON_1 = Setting.nonNegative("epsilon_1", 1e-30);
  private static final Setting<Double> EPSILON_2 = Setting.nonNegative("epsilon_2", 1e-3);
  private static final Setting<Double> CLIP_THRESHOLD = Setting.positive("clip_threshold", 1);
  private static final Setting<Boolean> RELATIVE_STEP = Setting.flag("relative_step", true);
  private static final String ROWS = "r";
  private static final String COLUMNS = "c";
  private static final String MEAN_SQUARE = "v";

  /** The optimizer with Keras' defaults. */
  public Adafactor() {
    super(LEARNING_RATE, List.of(BETA_2_DECAY, EPSILON_1, EPSILON_2, CLIP_THRESHOLD, RELATIVE_STEP));
  }

  /** The optimizer with a learning rate. */
  public Adafactor(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  /** The power by which the means' decay nears 1; -0.8 by default. */
  public double beta2Decay() {
    return get(BETA_2_DECAY);
  }

  /** Returns a copy with another power for the means' decay; -0.8 by default. */
  public Adafactor beta2Decay(double beta2Decay) {
    return with(this, BETA_2_DECAY, beta2Decay);
  }

  /** The number that is added to squares; 1e-30 by default. */
  public double epsilon1() {
    return get(EPSILON_1);
  }

  /** Returns a copy with another number added to squares; 1e-30 by default. */
  public Adafactor epsilon1(double epsilon1) {
    return with(this, EPSILON_1, epsilon1);
  }

  /** The least size that a weight is taken to have; 1e-3 by default. */
  public double epsilon2() {
    return get(EPSILON_2);
  }

  /** Returns a copy with another least size of weights; 1e-3 by default. */
  public Adafactor epsilon2(double epsilon2) {
    return with(this, EPSILON_2, epsilon2);
  }

  /** The root mean square that no step exceeds; 1 by default. */
  public double clipThreshold() {
    return get(CLIP_THRESHOLD);
  }

  /** Returns a copy whose steps have another largest root mean square; 1 by default. */
  public Adafactor clipThreshold(double clipThreshold) {
    return with(this, CLIP_THRESHOLD, clipThreshold);
  }

  /** Whether a rate that is given as a number never exceeds 1 / sqrt(t); true by default. */
  public boolean relativeStep() {
    return get(RELATIVE_STEP);
  }

  /** Returns a copy whose rate, where given as a number, never exceeds 1 / sqrt(t), as by default, or may. */
  public Adafactor relativeStep(boolean relativeStep) {
    return with(this, RELATIVE_STEP, relativeStep);
  }

  @Override
  protected List<Slot> slots(Shape weight) {
    return weight.rank() < 2 ? List.of(Slot.zeros(MEAN_SQUARE, weight))
        : List.of(Slot.zeros(ROWS, weight.slice(0, weight.rank() - 1)),
            Slot.zeros(COLUMNS, weight.slice(0, weight.rank() - 2).append(weight.dim(-1))));
  }

  /**
   * rho, b and 1 - b. Keras takes the smaller of the rate and 1 / sqrt(t) for rho whether or not the step is relative,
   * so that relativeStep changes nothing.
   */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    double decay = 1 - Math.pow(step, beta2Decay());
    return new double[] {Math.min(learningRate, 1 / Math.sqrt(step)), decay, 1 - decay};
  }

  @Override
  protected void update(Update update) {
    Tensor gradient = update.gradient();
    Tensor squares = add(square(gradient), epsilon1());
    Tensor meanSquare;
    if (gradient.rank() < 2) {
      meanSquare = decayed(update, MEAN_SQUARE, squares);
    } else {
      Tensor rows = decayed(update, ROWS, mean(squares, false, -1));
      Tensor columns = decayed(update, COLUMNS, mean(squares, false, -2));
      Tensor share = divide(rows, mean(rows, true, -1));
      meanSquare = multiply(expandDims(share, -1), expandDims(columns, -2));
    }
    Tensor step = divide(gradient, sqrt(meanSquare));
    Tensor clipped = divide(step, maximum(divide(rootMeanSquare(step), clipThreshold()), 1));
    Tensor size = maximum(rootMeanSquare(update.weight()), epsilon2());
    update.assign(subtract(update.weight(), multiply(clipped, multiply(size, update.coefficient(0)))));
  }

  private static Tensor decayed(Update update, String slot, Tensor value) {
    Tensor mean = add(multiply(update.slot(slot), update.coefficient(1)), multiply(value, update.coefficient(2)));
    update.assignSlot(slot, mean);
    return mean;
  }

  private static Tensor rootMeanSquare(Tensor x) {
    return sqrt(mean(square(x)));
  }
}
