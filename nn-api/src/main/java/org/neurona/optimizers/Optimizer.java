package org.neurona.optimizers;

import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;

/**
 * How gradients change weights. An optimizer names the slots that it keeps for each weight and writes the update with
 * {@link org.neurona.ops.Ops}; every engine runs it.
 */
public abstract class Optimizer extends Configurable {
  private final Setting<Double> learningRate;

  /**
   * An optimizer with these settings, of which the first is the learning rate.
   *
   * @param learningRate the setting, with the optimizer's own default
   * @param settings the further settings
   */
  protected Optimizer(Setting<Double> learningRate, List<Setting<?>> settings) {
    super(Stream.concat(Stream.of(learningRate), settings.stream()).toList());
    this.learningRate = learningRate;
  }

  /** The setting {@code learning_rate} with a default. */
  protected static Setting<Double> learningRateSetting(double defaultValue) {
    return Setting.nonNegative("learning_rate", defaultValue);
  }

  /** The learning rate that training starts with. */
  public final double learningRate() {
    return get(learningRate);
  }

  /** Returns a copy with another learning rate. */
  public Optimizer learningRate(double value) {
    return with(this, learningRate, value);
  }

  /** What the optimizer keeps for a weight of this shape; nothing unless it says so. */
  protected List<Slot> slots(Shape weight) {
    return List.of();
  }

  /**
   * The numbers that change from step to step, computed in double precision before each.
   *
   * @param learningRate the learning rate now
   * @param step the number of the step, from 1
   */
  protected double[] coefficients(double learningRate, long step) {
    return new double[] {learningRate};
  }

  /** Writes the update of one weight down. */
  protected abstract void update(Update update);

  /** The slots of a weight; for engines. */
  public final List<Slot> slotsOf(Shape weight) {
    return slots(weight);
  }

  /** The numbers for one step; for engines. */
  public final double[] coefficientsAt(double learningRate, long step) {
    return coefficients(learningRate, step);
  }

  /** Writes the updates of all weights down; for engines. */
  public void updateAll(List<Update> updates) {
    updates.forEach(this::update);
  }
}
