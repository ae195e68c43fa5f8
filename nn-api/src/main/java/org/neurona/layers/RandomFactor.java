package org.neurona.layers;

import java.util.List;
import java.util.stream.DoubleStream;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that give the two bounds of a random number. */
final class RandomFactor {
  private RandomFactor() {}

  /** Bounds in {@code [-1, 1]}; one number f alone stands for {@code [-f, f]}. */
  static Setting<List<Double>> around0(String key) {
    return Setting.required(key, "1 or 2 numbers in [-1, 1]", value -> areBounds(value, -1),
        codec(key, RandomFactor::around0));
  }

  /** Bounds in {@code [-1, 1]}, or null, the default; one number f alone stands for {@code [-f, f]}. */
  static Setting<List<Double>> around0OrNull(String key) {
    return Setting.of(key, "1 or 2 numbers in [-1, 1] or null", value -> value == null || areBounds(value, -1),
        codec(key, RandomFactor::around0), null);
  }

  /** How far below and above 1, in {@code [0, 1]}; one number alone stands for both. */
  static Setting<List<Double>> around1(String key) {
    return Setting.required(key, "1 or 2 numbers in [0, 1]", value -> areBounds(value, 0),
        codec(key, RandomFactor::around1));
  }

  /** The bounds that were given: two, or one for both directions; anything else breaks the setting's rule. */
  static List<Double> around0(double... numbers) {
    return numbers.length == 1 ? List.of(0 - Math.abs(numbers[0]), Math.abs(numbers[0])) : ascending(numbers);
  }

  /** The distances that were given: two, or one for both; anything else breaks the setting's rule. */
  static List<Double> around1(double... numbers) {
    return numbers.length == 1 ? List.of(numbers[0], numbers[0]) : ascending(numbers);
  }

  private static List<Double> ascending(double... numbers) {
    return DoubleStream.of(numbers).sorted().boxed().toList();
  }

  private static boolean areBounds(List<Double> value, double least) {
    return value != null && value.size() == 2 && value.stream().allMatch(bound -> bound >= least && bound <= 1);
  }

  private interface Spread {
    List<Double> of(double... numbers);
  }

  private static Setting.Codec<List<Double>> codec(String key, Spread spread) {
    Setting.Codec<List<Double>> numbers = Setting.numbers(key, "", value -> true, null).codec();
    return new Setting.Codec<>() {
      @Override
      public Object write(List<Double> value) {
        return numbers.write(value);
      }

      @Override
      public List<Double> read(Object plain, CustomObjects custom) {
        return spread.of(numbers.read(plain, custom).stream().mapToDouble(Double::doubleValue).toArray());
      }
    };
  }
}
