package org.neurona.optimizers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;
import org.neurona.schedules.LearningRateSchedule;

/**
 * How gradients change weights. An optimizer names the slots that it keeps for each weight and writes the update with
 * {@link org.neurona.ops.Ops}; every engine runs it. What all optimizers can do besides, as in Keras, is done around
 * the update, in this order: gradients are accumulated over several steps, clipped, weights decay, the update is made,
 * a running mean of the weights is kept, and weights are brought back to their constraints. {@link BaseOptimizer} has
 * the methods that ask for it.
 */
public abstract class Optimizer extends Configurable {
  static final Setting<Double> WEIGHT_DECAY = Setting.of("weight_decay", "a finite number >= 0 or null",
      value -> value == null || value >= 0 && Double.isFinite(value), Setting.number("weight_decay", 0).codec(), null);
  static final Setting<Double> CLIPNORM = optional("clipnorm");
  static final Setting<Double> GLOBAL_CLIPNORM = optional("global_clipnorm");
  static final Setting<Double> CLIPVALUE = optional("clipvalue");
  static final Setting<Boolean> USE_EMA = Setting.flag("use_ema", false);
  static final Setting<Double> EMA_MOMENTUM = Setting.of("ema_momentum", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("ema_momentum", 0).codec(), 0.99);
  static final Setting<Integer> EMA_OVERWRITE_FREQUENCY = optionalCount("ema_overwrite_frequency", 1);
  static final Setting<Integer> GRADIENT_ACCUMULATION_STEPS = optionalCount("gradient_accumulation_steps", 2);
  static final Setting<List<String>> EXCLUDE_FROM_WEIGHT_DECAY =
      WeightNames.setting("exclude_from_weight_decay").writtenWhenSet();

  private static final List<Setting<?>> COMMON = List.of(WEIGHT_DECAY, CLIPNORM, GLOBAL_CLIPNORM, CLIPVALUE, USE_EMA,
      EMA_MOMENTUM, EMA_OVERWRITE_FREQUENCY, GRADIENT_ACCUMULATION_STEPS, EXCLUDE_FROM_WEIGHT_DECAY,
      Setting.carried("name"), Setting.carried("loss_scale_factor"), Setting.carried("jit_compile"),
      Setting.carried("is_legacy_optimizer"));

  private final Setting<LearningRateSchedule> learningRate;

  /**
   * An optimizer with these settings and the common ones.
   *
   * @param learningRate the setting, with the optimizer's own default
   * @param settings the further settings
   */
  protected Optimizer(Setting<LearningRateSchedule> learningRate, List<Setting<?>> settings) {
    super(Stream.of(List.of(learningRate), settings, COMMON).<Setting<?>>flatMap(List::stream).toList());
    this.learningRate = learningRate;
  }

  private static Setting<Double> optional(String key) {
    return Setting.of(key, "a finite number > 0 or null", value -> value == null || value > 0 && Double.isFinite(value),
        Setting.number(key, 0).codec(), null);
  }

  private static Setting<Integer> optionalCount(String key, int least) {
    return Setting.of(key, "an integer >= " + least + " or null", value -> value == null || value >= least,
        Setting.integer(key, 0).codec(), null);
  }

  final Setting<LearningRateSchedule> learningRateSetting() {
    return learningRate;
  }

  /** The learning rate that training starts with. */
  public final double learningRate() {
    return learningRateSchedule().at(0);
  }

  /** The learning rate as it changes from step to step; mostly it does not. */
  public final LearningRateSchedule learningRateSchedule() {
    return get(learningRate);
  }

  /** The part of a weight that each step takes off, times the learning rate, or null for none. */
  public final Double weightDecay() {
    return get(WEIGHT_DECAY);
  }

  /** Which weights don't decay: regular expressions found in their names, {@code bias}; none by default. */
  public final List<String> excludeFromWeightDecay() {
    return get(EXCLUDE_FROM_WEIGHT_DECAY);
  }

  /** The norm that no weight's gradient exceeds, or null, the default. */
  public final Double clipnorm() {
    return get(CLIPNORM);
  }

  /** The norm that all gradients together don't exceed, or null, the default. */
  public final Double globalClipnorm() {
    return get(GLOBAL_CLIPNORM);
  }

  /** The number that no element of a gradient exceeds in size, or null, the default. */
  public final Double clipvalue() {
    return get(CLIPVALUE);
  }

  /** Whether a running mean of the weights is kept, and becomes the weights when {@code fit} ends; false by default. */
  public final boolean useEma() {
    return get(USE_EMA);
  }

  /** The decay of the running mean of the weights; 0.99 by default. */
  public final double emaMomentum() {
    return get(EMA_MOMENTUM);
  }

  /** After how many updates the running mean becomes the weights, or null, the default, for when {@code fit} ends. */
  public final Integer emaOverwriteFrequency() {
    return get(EMA_OVERWRITE_FREQUENCY);
  }

  /** Over how many steps gradients are averaged before an update is made; 1 unless set. */
  public final int gradientAccumulationSteps() {
    return get(GRADIENT_ACCUMULATION_STEPS) == null ? 1 : get(GRADIENT_ACCUMULATION_STEPS);
  }

  /** Fails where gradients would be clipped in several ways: fluent methods refuse that, but a file may ask for it. */
  final void requireOneWayToClip() {
    if (Stream.of(clipnorm(), globalClipnorm(), clipvalue()).filter(Objects::nonNull).count() > 1) {
      throw new IllegalArgumentException("Only one of `clipnorm`, `clipvalue` and `globalClipnorm` can be set. "
          + "Received: clipnorm=" + clipnorm() + ", clipvalue=" + clipvalue() + ", globalClipnorm=" + globalClipnorm());
    }
  }

  /** What the optimizer keeps for a weight of this shape; nothing unless it says so. */
  protected List<Slot> slots(Shape weight) {
    return List.of();
  }

  /**
   * What the optimizer keeps for a weight, where that depends on more than its shape.
   *
   * @param path the weight's path: {@code hidden/kernel}
   */
  protected List<Slot> slots(String path, Shape weight) {
    return slots(weight);
  }

  /**
   * The weight decay of one weight, or null for none; {@link #weightDecay()} unless the optimizer has another for some.
   *
   * @param path the weight's path: {@code hidden/kernel}
   */
  protected Double weightDecay(String path, Shape weight) {
    return weightDecay();
  }

  /** Whether a weight is not excluded from weight decay, by its name without its layer's. */
  final boolean decays(String path) {
    return !WeightNames.anyIn(excludeFromWeightDecay(), path.substring(path.lastIndexOf('/') + 1));
  }

  /**
   * The numbers that change from step to step, computed in double precision before each.
   *
   * @param learningRate the learning rate now
   * @param step the number of the update, from 1
   */
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate};
  }

  /** Writes the update of one weight down. */
  protected abstract void update(Update update);

  // ---- for engines

  /** The slots of a weight; for engines. */
  public final List<Slot> slotsOf(String path, Shape weight) {
    List<Slot> slots = new ArrayList<>(slots(path, weight));
    slots.addAll(CommonUpdate.slots(this, weight));
    return slots;
  }

  /**
   * The numbers for one update; for engines.
   *
   * @param learningRate the learning rate now
   * @param step the number of the update, from 1
   */
  public final double[] coefficientsAt(double learningRate, long step) {
    double[] own = coefficients(learningRate, step);
    double[] common = CommonUpdate.coefficients(this, learningRate, step);
    double[] all = Arrays.copyOf(own, own.length + common.length);
    System.arraycopy(common, 0, all, own.length, common.length);
    return all;
  }

  /** Whether a step ends in an update, or only adds to the accumulated gradients; for engines. */
  public final boolean updatesAt(long step) {
    return (step + 1) % gradientAccumulationSteps() == 0;
  }

  /** How many updates were made in so many steps; for engines. */
  public final long updatesIn(long steps) {
    return steps / gradientAccumulationSteps();
  }

  /** Writes the updates of all weights down; for engines. */
  public final void updateAll(List<Update> updates) {
    requireOneWayToClip();
    CommonUpdate.around(this, updates, ownCoefficients()).forEach(this::update);
  }

  /** Writes down a step that only adds the gradients to the accumulated ones; for engines. */
  public final void accumulateAll(List<Update> updates) {
    CommonUpdate.accumulate(this, updates, ownCoefficients());
  }

  private int ownCoefficients() {
    return coefficients(learningRate(), 1).length;
  }

  /** The slot that becomes the weight when {@code fit} ends, or null; for engines. */
  public final String finalSlot() {
    return useEma() ? CommonUpdate.AVERAGE : null;
  }
}
