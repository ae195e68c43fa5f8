package org.neurona.layers;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.CustomObjects;
import org.neurona.config.Setting;
import org.neurona.ops.Window;

/** Settings of layers that move a window over one, two or three axes. */
final class WindowSettings {
  /** Keras' {@code data_format}; images whose channels come first are converted when they are read. */
  static final Setting<String> DATA_FORMAT = Setting.oneOf("data_format", "channels_last", "channels_last");

  private WindowSettings() {}

  /**
   * So many positive integers, one for each axis; a single one in a file stands for all.
   *
   * @param key Keras' name
   * @param axes how many
   * @param defaultValue the value on each axis where none is given; null for none
   */
  static Setting<List<Integer>> sizes(String key, int axes, Integer defaultValue, boolean required) {
    String rule = axes == 1 ? "a positive integer" : axes + " positive integers";
    Setting.Codec<List<Integer>> codec = codec(key, axes);
    if (required) {
      return Setting.required(key, rule, value -> areAtLeast(1, value, axes), codec);
    }
    return Setting.of(key, rule, value -> value == null && defaultValue == null || areAtLeast(1, value, axes), codec,
        defaultValue == null ? null : Collections.nCopies(axes, defaultValue));
  }

  /** So many integers {@code >= 0}, one for each axis, or null, the default; a single one in a file stands for all. */
  static Setting<List<Integer>> lengthsOrNull(String key, int axes) {
    String rule = axes == 1 ? "an integer >= 0 or null" : axes + " integers >= 0 or null";
    return Setting.of(key, rule, value -> value == null || areAtLeast(0, value, axes), codec(key, axes), null);
  }

  private static Setting.Codec<List<Integer>> codec(String key, int axes) {
    Setting.Codec<Integer> one = Setting.integer(key, 0).codec();
    return new Setting.Codec<>() {
      @Override
      public Object write(List<Integer> value) {
        return new ArrayList<Object>(value);
      }

      @Override
      public List<Integer> read(Object plain, CustomObjects custom) {
        return plain instanceof List<?> list ? list.stream().map(item -> one.read(item, custom)).toList()
            : Collections.nCopies(axes, one.read(plain, custom));
      }
    };
  }

  private static boolean areAtLeast(int least, List<Integer> value, int axes) {
    return value != null && value.size() == axes && value.stream().allMatch(size -> size >= least);
  }

  /** The sizes that were given: one for all axes, or one for each. */
  static List<Integer> spread(int axes, int... sizes) {
    return sizes.length == 1 ? Collections.nCopies(axes, sizes[0]) : IntStream.of(sizes).boxed().toList();
  }

  /** Fails unless the input has batch, so many axes and channels of a known number. */
  static void checkInput(Shape input, int axes, String label) {
    checkRank(input, axes, label);
    if (input.dim(-1) == Shape.UNKNOWN) {
      throw new ShapeMismatchException(label, "input with a last axis of known length", input);
    }
  }

  /** Fails unless the input has batch, so many axes and channels. */
  static void checkRank(Shape input, int axes, String label) {
    if (input.rank() != axes + 2) {
      throw new ShapeMismatchException(label, "input of rank " + (axes + 2), input);
    }
  }

  /** Fails unless the window finds a place in the input. */
  static void checkPlaces(Window window, Shape input, String label) {
    for (int axis = 0; axis < window.rank(); axis++) {
      if (input.dim(axis + 1) != Shape.UNKNOWN && window.places(axis, input.dim(axis + 1)) == 0) {
        throw new ShapeMismatchException(label,
            "input in which a window of " + window.sizes() + " finds a place (padding=valid)", input,
            "Computed output size would be zero or negative");
      }
    }
  }

  /** The lengths of the axes between batch and channels. */
  static List<Integer> lengths(Shape input) {
    return input.slice(1, input.rank() - 1).toList();
  }
}
