package org.neurona.layers;

import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;

/** Settings and checks of layers that prepare images {@code (batch, height, width, channels)}. */
final class ImageSettings {
  static final Setting<Integer> HEIGHT = Setting.positiveInt("height");
  static final Setting<Integer> WIDTH = Setting.positiveInt("width");
  static final Setting<String> FILL_MODE =
      Setting.oneOf("fill_mode", "reflect", "reflect", "constant", "nearest", "wrap");
  static final Setting<String> INTERPOLATION = Setting.oneOf("interpolation", "bilinear", "bilinear", "nearest");
  static final Setting<Double> FILL_VALUE = Setting.number("fill_value", 0);
  static final Setting<Long> SEED = Setting.seed();
  static final Setting<List<Double>> VALUE_RANGE = Setting.numbers("value_range",
      "two finite numbers, the smaller one first", ImageSettings::isRange, List.of(0.0, 255.0));

  private ImageSettings() {}

  private static boolean isRange(List<Double> value) {
    return value != null && value.size() == 2 && value.get(0) < value.get(1)
        && value.stream().allMatch(Double::isFinite);
  }

  static Interpolation interpolation(String name) {
    return name.equals("nearest") ? Interpolation.NEAREST : Interpolation.BILINEAR;
  }

  static FillMode fillMode(String name) {
    return switch (name) {
      case "constant" -> FillMode.CONSTANT;
      case "nearest" -> FillMode.NEAREST;
      case "wrap" -> FillMode.WRAP;
      default -> FillMode.REFLECT;
    };
  }

  /** Fails unless the input is images of a known size. */
  static void checkImages(Shape input, String label) {
    WindowSettings.checkRank(input, 2, label);
    IntStream.of(1, 2).filter(axis -> input.dim(axis) == Shape.UNKNOWN).findFirst().ifPresent(axis -> {
      throw new ShapeMismatchException(label, "input with an axis " + axis + " of known length", input);
    });
  }
}
