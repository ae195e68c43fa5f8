package org.neurona.schedules;

import java.util.List;
import java.util.function.LongToDoubleFunction;
import org.neurona.config.Configurable;
import org.neurona.config.Setting;

/** The learning rate as a function of the number of steps that were made. Keras' {@code LearningRateSchedule}. */
public abstract class LearningRateSchedule extends Configurable {
  /** A schedule with these settings. */
  protected LearningRateSchedule(List<Setting<?>> settings) {
    super(Setting.joined(settings, List.of(Setting.carried("name"))));
  }

  /**
   * The learning rate of a step.
   *
   * @param step how many steps were made before: 0 for the first
   */
  public abstract double at(long step);

  /** A rate that never changes; what a plain number stands for. */
  public static LearningRateSchedule constant(double rate) {
    return new ConstantRate(rate);
  }

  /**
   * A schedule of one's own. It is code, so a model that is compiled with it can't be saved with its compile settings:
   * for that, make it a class.
   *
   * @param rate the learning rate for the number of steps that were made before
   */
  public static LearningRateSchedule of(LongToDoubleFunction rate) {
    return new LearningRateSchedule(List.of()) {
      @Override
      public double at(long step) {
        return rate.applyAsDouble(step);
      }

      @Override
      public String className() {
        return "LearningRateSchedule";
      }

      @Override
      public Object toPlain() {
        throw new IllegalStateException("A learning rate schedule that is given as a function can't be written to a "
            + "file. Make it a class of its own that extends LearningRateSchedule");
      }

      @Override
      public String toString() {
        return "LearningRateSchedule.of(" + rate + ")";
      }
    };
  }

  /** Whether the rate never changes, so that it may be set from outside. */
  public boolean isConstant() {
    return false;
  }
}
