package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that say how many places come before and after each axis: to add, or to cut off. */
final class Margins {
  private Margins() {}

  /**
   * Two integers {@code >= 0} for each axis. In a file one number stands for all; for more than one axis a number for
   * each stands for before and after.
   */
  static Setting<List<List<Integer>>> setting(String key, int axes, int defaultValue) {
    Setting.Codec<Integer> one = Setting.integer(key, 0).codec();
    return Setting.of(key, axes == 1 ? "1 or 2 integers >= 0" : "1, " + axes + " or " + 2 * axes + " integers >= 0",
        value -> value != null && value.size() == axes && value.stream().allMatch(
            pair -> pair.size() == 2 && pair.get(0) >= 0 && pair.get(1) >= 0),
        new Setting.Codec<>() {
          /** For a single axis the pair itself, as Keras writes it. */
          @Override
          public Object write(List<List<Integer>> value) {
            return axes == 1 ? new ArrayList<Object>(value.get(0))
                : new ArrayList<Object>(value.stream().map(ArrayList<Object>::new).toList());
          }

          @Override
          public List<List<Integer>> read(Object plain, CustomObjects custom) {
            if (!(plain instanceof List<?> list)) {
              return of(axes, one.read(plain, custom));
            }
            if (list.stream().noneMatch(List.class::isInstance)) {
              return of(axes, list.stream().mapToInt(item -> one.read(item, custom)).toArray());
            }
            return list.stream().map(pair -> pair instanceof List<?> two
                ? two.stream().map(item -> one.read(item, custom)).toList()
                : Collections.nCopies(2, one.read(pair, custom))).toList();
          }
        }, of(axes, defaultValue));
  }

  /**
   * The margins that were given: one number for all, or one for each axis (but where there is one axis only), or before
   * and after for each axis; anything else breaks the setting's rule.
   */
  static List<List<Integer>> of(int axes, int... numbers) {
    return switch (numbers.length) {
      case 0 -> List.of();
      case 1 -> Collections.nCopies(axes, List.of(numbers[0], numbers[0]));
      default -> numbers.length == axes ? IntStream.of(numbers).mapToObj(number -> List.of(number, number)).toList()
          : pairs(numbers);
    };
  }

  private static List<List<Integer>> pairs(int... numbers) {
    if (numbers.length % 2 != 0) {
      return List.of();
    }
    return IntStream.range(0, numbers.length / 2).mapToObj(i -> List.of(numbers[2 * i], numbers[2 * i + 1])).toList();
  }
}
