package org.neurona.schedules;

import java.util.List;
import org.neurona.config.Setting;

/** A rate that never changes; files write it as a number. Whose rate it is checks it, so that messages name it. */
final class ConstantRate extends LearningRateSchedule {
  private static final Setting<Double> LEARNING_RATE = Setting.of("learning_rate", "a number",
      value -> value != null, Setting.number("learning_rate", 0).codec(), 0.0);

  ConstantRate(double rate) {
    super(List.of(LEARNING_RATE));
    set(LEARNING_RATE, rate);
  }

  @Override
  public double at(long step) {
    return get(LEARNING_RATE);
  }

  @Override
  public boolean isConstant() {
    return true;
  }

  @Override
  public Object toPlain() {
    return get(LEARNING_RATE);
  }

  @Override
  public String toString() {
    return String.valueOf(get(LEARNING_RATE));
  }
}
