package org.neurona.schedules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/**
 * Steps up to and with the first boundary have the first value, those up to the second the second, and so on. Keras'
 * {@code PiecewiseConstantDecay}.
 */
public final class PiecewiseConstantDecay extends LearningRateSchedule {
  private static final Setting<List<Double>> BOUNDARIES = numbers("boundaries");
  private static final Setting<List<Double>> VALUES = numbers("values");

  /**
   * A schedule.
   *
   * @param boundaries the last step of each value but the last, rising
   * @param values the learning rates, one more than there are boundaries
   * @throws IllegalArgumentException if the numbers don't fit
   */
  public PiecewiseConstantDecay(double[] boundaries, double... values) {
    super(List.of(BOUNDARIES, VALUES));
    set(BOUNDARIES, Arrays.stream(boundaries).boxed().toList());
    set(VALUES, DoubleStream.of(values).boxed().toList());
    requireFit();
  }

  private static Setting<List<Double>> numbers(String key) {
    Setting.Codec<Double> number = Setting.number(key, 0).codec();
    return Setting.required(key, "a list of numbers", value -> value != null, new Setting.Codec<>() {
      @Override
      public Object write(List<Double> value) {
        return value;
      }

      @Override
      public List<Double> read(Object plain, CustomObjects custom) {
        return ((List<?>) plain).stream().map(item -> number.read(item, custom)).toList();
      }
    });
  }

  private void requireFit() {
    if (get(VALUES).size() != get(BOUNDARIES).size() + 1) {
      throw new IllegalArgumentException("The length of boundaries should be 1 less than the length of values. "
          + "Received: boundaries=" + get(BOUNDARIES) + " of length "
          + get(BOUNDARIES).size() + ", and values=" + get(VALUES)
          + " of length " + get(VALUES).size() + ".");
    }
    for (int i = 1; i < get(BOUNDARIES).size(); i++) {
      if (get(BOUNDARIES).get(i) <= get(BOUNDARIES).get(i - 1)) {
        throw new IllegalArgumentException("PiecewiseConstantDecay: boundaries must rise. Received: boundaries="
            + get(BOUNDARIES));
      }
    }
  }

  @Override
  public double at(long step) {
    requireFit();
    int piece = 0;
    while (piece < get(BOUNDARIES).size() && step > get(BOUNDARIES).get(piece)) {
      piece++;
    }
    return get(VALUES).get(piece);
  }
}
