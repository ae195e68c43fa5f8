package org.neurona.optimizers;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.divide;
import static org.neurona.ops.Ops.matmul;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.sqrt;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;
import static org.neurona.ops.Ops.transpose;

import java.util.List;
import java.util.Locale;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;
import org.neurona.schedules.LearningRateSchedule;

/**
 * Momentum made orthogonal, for weights that are matrices (Jordan et al., 2024; scaled as by Liu et al., 2025). Keras'
 * {@code Muon}.
 *
 * <pre>{@code
 * m = momentum m + g;  u = g + momentum m         u = m without nesterov
 * x = u / (|u| + 1e-7), transposed if it has more rows than columns
 * x = a x + (b x x' + c (x x')^2) x               nsSteps times: near the orthogonal matrix nearest to u
 * w -= rate rmsRate sqrt(max(rows, columns)) x    w -= rate x where rmsRate is null
 * }</pre>
 *
 * <p>Weights that are no matrices, those of embeddings and those that are excluded get {@link Adam}'s step with a
 * weight decay of their own. The last layer of a model should be excluded.
 *
 * <p>Defaults: learning rate 0.001, momentum 0.95, nesterov, 5 steps with a 3.4445, b -4.7750, c 2.0315, rms rate 0.2,
 * weight decay 0.004; for Adam's step beta1 0.9, beta2 0.999, epsilon 1e-7, rate ratio 1, weight decay 0.004.
 */
public final class Muon extends BaseOptimizer<Muon> {
  private static final Setting<LearningRateSchedule> LEARNING_RATE = learningRateSetting(0.001);
  private static final Setting<Double> ADAM_BETA_1 = Setting.fraction("adam_beta_1", 0.9);
  private static final Setting<Double> ADAM_BETA_2 = Setting.fraction("adam_beta_2", 0.999);
  private static final Setting<Double> EPSILON = Setting.nonNegative("epsilon", 1e-7);
  private static final Setting<List<String>> EXCLUDE_LAYERS = WeightNames.setting("exclude_layers");
  private static final Setting<Double> MUON_A = Setting.number("muon_a", 3.4445);
  private static final Setting<Double> MUON_B = Setting.number("muon_b", -4.7750);
  private static final Setting<Double> MUON_C = Setting.number("muon_c", 2.0315);
  private static final Setting<Double> ADAM_LR_RATIO = Setting.nonNegative("adam_lr_ratio", 1);
  private static final Setting<Double> MOMENTUM = Setting.fraction("momentum", 0.95);
  private static final Setting<Integer> NS_STEPS = Setting.of("ns_steps", "an integer from 0 to 100",
      value -> value != null && value >= 0 && value <= 100, Setting.integer("ns_steps", 0).codec(), 5);
  private static final Setting<Boolean> NESTEROV = Setting.flag("nesterov", true);
  private static final Setting<Boolean> EXCLUDE_EMBEDDINGS = Setting.flag("exclude_embeddings", true);
  private static final Setting<Double> ADAM_WEIGHT_DECAY = optionalNumber("adam_weight_decay", 0.004);
  private static final Setting<Double> RMS_RATE = optionalNumber("rms_rate", 0.2);
  private static final double WEIGHT_DECAY = 0.004;
  private static final double NORM_EPSILON = 1e-7;
  private static final String MEAN = "momentum";
  private static final String MEAN_SQUARE = "velocity";

  /** The optimizer with Keras' defaults. */
  public Muon() {
    super(LEARNING_RATE, List.of(ADAM_BETA_1, ADAM_BETA_2, EPSILON, EXCLUDE_LAYERS, MUON_A, MUON_B, MUON_C,
        ADAM_LR_RATIO, MOMENTUM, NS_STEPS, NESTEROV, EXCLUDE_EMBEDDINGS, ADAM_WEIGHT_DECAY, RMS_RATE));
    setWeightDecay(WEIGHT_DECAY);
  }

  /** The optimizer with a learning rate. */
  public Muon(double learningRate) {
    this();
    setLearningRate(learningRate);
  }

  private static Setting<Double> optionalNumber(String key, double defaultValue) {
    return Setting.of(key, "a finite number >= 0 or null", value -> value == null || value >= 0
        && Double.isFinite(value), Setting.number(key, 0).codec(), defaultValue);
  }

  /** The decay of the gradient's mean in Adam's step; 0.9 by default. */
  public double adamBeta1() {
    return get(ADAM_BETA_1);
  }

  /** Returns a copy with another decay of the gradient's mean in Adam's step, in [0, 1); 0.9 by default. */
  public Muon adamBeta1(double adamBeta1) {
    return with(this, ADAM_BETA_1, adamBeta1);
  }

  /** The decay of the square's mean in Adam's step; 0.999 by default. */
  public double adamBeta2() {
    return get(ADAM_BETA_2);
  }

  /** Returns a copy with another decay of the square's mean in Adam's step, in [0, 1); 0.999 by default. */
  public Muon adamBeta2(double adamBeta2) {
    return with(this, ADAM_BETA_2, adamBeta2);
  }

  /** The number against division by zero in Adam's step; 1e-7 by default. */
  public double epsilon() {
    return get(EPSILON);
  }

  /** Returns a copy with another number against division by zero in Adam's step; 1e-7 by default. */
  public Muon epsilon(double epsilon) {
    return with(this, EPSILON, epsilon);
  }

  /** Which weights get Adam's step: regular expressions found in their paths; none by default. */
  public List<String> excludeLayers() {
    return get(EXCLUDE_LAYERS);
  }

  /**
   * Returns a copy in which further weights get Adam's step.
   *
   * @param excludeLayers regular expressions that are looked for in the weights' paths: {@code output},
   *     {@code dense_1/}
   * @throws IllegalArgumentException if one is no regular expression
   */
  public Muon excludeLayers(String... excludeLayers) {
    return with(this, EXCLUDE_LAYERS, List.of(excludeLayers));
  }

  /** The a of the iteration; 3.4445 by default. */
  public double muonA() {
    return get(MUON_A);
  }

  /** Returns a copy with another a of the iteration; 3.4445 by default. */
  public Muon muonA(double muonA) {
    return with(this, MUON_A, muonA);
  }

  /** The b of the iteration; -4.7750 by default. */
  public double muonB() {
    return get(MUON_B);
  }

  /** Returns a copy with another b of the iteration; -4.7750 by default. */
  public Muon muonB(double muonB) {
    return with(this, MUON_B, muonB);
  }

  /** The c of the iteration; 2.0315 by default. */
  public double muonC() {
    return get(MUON_C);
  }

  /** Returns a copy with another c of the iteration; 2.0315 by default. */
  public Muon muonC(double muonC) {
    return with(this, MUON_C, muonC);
  }

  /** The rate of Adam's step, divided by the learning rate; 1 by default. */
  public double adamLrRatio() {
    return get(ADAM_LR_RATIO);
  }

  /** Returns a copy whose Adam's step has so many times the learning rate; 1 by default. */
  public Muon adamLrRatio(double adamLrRatio) {
    return with(this, ADAM_LR_RATIO, adamLrRatio);
  }

  /** How much of the last sum of gradients goes into the next; 0.95 by default. */
  public double momentum() {
    return get(MOMENTUM);
  }

  /** Returns a copy with another momentum, in [0, 1); 0.95 by default. */
  public Muon momentum(double momentum) {
    return with(this, MOMENTUM, momentum);
  }

  /** How often the iteration runs; 5 by default. */
  public int nsSteps() {
    return get(NS_STEPS);
  }

  /** Returns a copy whose iteration runs so often, up to 100 times; 5 by default. */
  public Muon nsSteps(int nsSteps) {
    return with(this, NS_STEPS, nsSteps);
  }

  /** Whether the momentum is Nesterov's; true by default. */
  public boolean nesterov() {
    return get(NESTEROV);
  }

  /** Returns a copy with Nesterov's momentum, the default, or the plain one. */
  public Muon nesterov(boolean nesterov) {
    return with(this, NESTEROV, nesterov);
  }

  /** Whether weights with "embedding" in their path get Adam's step; true by default. */
  public boolean excludeEmbeddings() {
    return get(EXCLUDE_EMBEDDINGS);
  }

  /** Returns a copy in which weights with "embedding" in their path get Adam's step, as by default, or don't. */
  public Muon excludeEmbeddings(boolean excludeEmbeddings) {
    return with(this, EXCLUDE_EMBEDDINGS, excludeEmbeddings);
  }

  /** The weight decay of weights that get Adam's step, or null for none; 0.004 by default. */
  public Double adamWeightDecay() {
    return get(ADAM_WEIGHT_DECAY);
  }

  /** Returns a copy with another weight decay of weights that get Adam's step, null for none; 0.004 by default. */
  public Muon adamWeightDecay(Double adamWeightDecay) {
    return with(this, ADAM_WEIGHT_DECAY, adamWeightDecay);
  }

  /** The root mean square of a step before the rate, or null for a step as it comes; 0.2 by default. */
  public Double rmsRate() {
    return get(RMS_RATE);
  }

  /** Returns a copy whose steps have another root mean square, null to leave them as they come; 0.2 by default. */
  public Muon rmsRate(Double rmsRate) {
    return with(this, RMS_RATE, rmsRate);
  }

  private boolean takesAdamsStep(String path, Shape weight) {
    return weight.rank() != 2 || excludeEmbeddings() && path.toLowerCase(Locale.ROOT).contains("embedding")
        || WeightNames.anyIn(excludeLayers(), path);
  }

  @Override
  protected Double weightDecay(String path, Shape weight) {
    return takesAdamsStep(path, weight) ? adamWeightDecay() : weightDecay();
  }

  @Override
  protected List<Slot> slots(String path, Shape weight) {
    Slot mean = Slot.zeros(MEAN, weight);
    return takesAdamsStep(path, weight) ? List.of(mean, Slot.zeros(MEAN_SQUARE, weight)) : List.of(mean);
  }

  /** The rate, and the alpha of {@link Adam}. */
  @Override
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate, learningRate * adamLrRatio() * Math.sqrt(1 - Math.pow(adamBeta2(), step))
        / (1 - Math.pow(adamBeta1(), step))};
  }

  @Override
  protected void update(Update update) {
    Tensor step = takesAdamsStep(update.path(), update.weight().shape()) ? adamsStep(update) : orthogonalStep(update);
    update.assign(subtract(update.weight(), step));
  }

  private Tensor adamsStep(Update update) {
    Tensor mean = Moving.towards(update, MEAN, update.gradient(), 1 - adamBeta1());
    Tensor meanSquare = Moving.towards(update, MEAN_SQUARE, square(update.gradient()), 1 - adamBeta2());
    return divide(multiply(mean, update.coefficient(1)), add(sqrt(meanSquare), epsilon()));
  }

  private Tensor orthogonalStep(Update update) {
    Tensor sum = add(multiply(update.slot(MEAN), momentum()), update.gradient());
    update.assignSlot(MEAN, sum);
    Tensor orthogonal = orthogonal(nesterov() ? add(update.gradient(), multiply(sum, momentum())) : sum);
    Shape shape = update.weight().shape();
    double size = rmsRate() == null ? 1 : Math.sqrt(Math.max(shape.dim(0), shape.dim(1))) * rmsRate();
    return multiply(orthogonal, multiply(update.coefficient(0), size));
  }

  /** Newton's and Schulz's iteration, on the side on which the products are smaller. */
  private Tensor orthogonal(Tensor matrix) {
    boolean tall = matrix.dim(0) > matrix.dim(1);
    Tensor x = tall ? transpose(matrix, 1, 0) : matrix;
    x = divide(x, add(sqrt(sum(square(x))), NORM_EPSILON));
    for (int i = 0; i < nsSteps(); i++) {
      Tensor product = matmul(x, x, false, true);
      Tensor factor = add(multiply(product, muonB()), multiply(matmul(product, product), muonC()));
      x = add(multiply(x, muonA()), matmul(factor, x));
    }
    return tall ? transpose(x, 1, 0) : x;
  }
}
