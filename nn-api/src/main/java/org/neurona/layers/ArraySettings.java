package org.neurona.layers;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;

/** Settings that hold an array of numbers, which files have as a number or as lists within lists. */
final class ArraySettings {
  private ArraySettings() {}

  /** An array, or null for none. */
  static Setting<NDArray> optional(String key) {
    return optional(key, "numbers or null", value -> true);
  }

  /** An array of numbers that are not below 0, or null for none. */
  static Setting<NDArray> nonNegative(String key) {
    return optional(key, "numbers >= 0 or null", value -> value == null
        || DoubleStream.of(value.toDoubleArray()).allMatch(number -> number >= 0));
  }

  private static Setting<NDArray> optional(String key, String rule, Predicate<NDArray> accepts) {
    Setting.Codec<Double> number = Setting.number(key, 0).codec();
    return Setting.of(key, rule, accepts, new Setting.Codec<>() {
      @Override
      public Object write(NDArray value) {
        return nested(value);
      }

      @Override
      public NDArray read(Object plain, CustomObjects custom) {
        List<Double> values = new ArrayList<>();
        Shape shape = flatten(plain, number, custom, values);
        return NDArray.wrap(shape, values.stream().mapToDouble(Double::doubleValue).toArray());
      }
    }, null);
  }

  private static Object nested(NDArray array) {
    return array.shape().rank() == 0 ? (Object) array.getDouble()
        : IntStream.range(0, array.shape().dim(0)).mapToObj(i -> nested(array.row(i))).toList();
  }

  private static Shape flatten(Object plain, Setting.Codec<Double> number, CustomObjects custom, List<Double> values) {
    if (!(plain instanceof List<?> list)) {
      values.add(number.read(plain, custom));
      return Shape.of();
    }
    Shape row = null;
    for (Object one : list) {
      Shape shape = flatten(one, number, custom, values);
      if (row != null && !row.equals(shape)) {
        throw new IllegalArgumentException("Lists within a list of different lengths: " + plain);
      }
      row = shape;
    }
    return (row == null ? Shape.of() : row).prepend(list.size());
  }
}
