package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that name axes: one number, or a list of them. */
final class AxisSettings {
  private AxisSettings() {}

  /** An axis for each of two inputs; a single one in a file stands for both. */
  static Setting<List<Integer>> pair(String key) {
    return Setting.required(key, "one axis or two", axes -> axes != null && axes.size() == 2,
        codec(key, one -> List.of(one, one)));
  }

  /** One axis or several of one input. */
  static Setting<List<Integer>> several(String key, Predicate<List<Integer>> accepts, List<Integer> defaultValue) {
    return Setting.of(key, defaultValue == null ? "axes or null" : "one axis or several", accepts,
        codec(key, List::of), defaultValue);
  }

  private static Setting.Codec<List<Integer>> codec(String key,
      java.util.function.Function<Integer, List<Integer>> single) {
    Setting.Codec<Integer> one = Setting.integer(key, 0).codec();
    return new Setting.Codec<>() {
      /** A list of which a single number would be read is written as that number, as Keras writes it. */
      @Override
      public Object write(List<Integer> value) {
        return !value.isEmpty() && value.equals(single.apply(value.get(0))) ? value.get(0)
            : new ArrayList<Object>(value);
      }

      @Override
      public List<Integer> read(Object plain, CustomObjects custom) {
        return plain instanceof List<?> list ? list.stream().map(item -> one.read(item, custom)).toList()
            : single.apply(one.read(plain, custom));
      }
    };
  }
}
