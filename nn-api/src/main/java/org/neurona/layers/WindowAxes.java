package org.neurona.layers;

import java.util.List;
import java.util.stream.Stream;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Window;

/**
 * The settings of layers that move a kernel over some axes.
 *
 * @param count the number of axes
 * @param kernelSize how many places the kernel sees along each axis
 * @param strides how far it moves along each axis
 * @param dilationRate how far apart the places are that it sees along each axis
 * @param padding what is added around the input
 */
record WindowAxes(int count, Setting<List<Integer>> kernelSize, Setting<List<Integer>> strides,
    Setting<List<Integer>> dilationRate, Setting<String> padding) {
  /** The settings for so many axes, and the words for their padding, of which the first is the default. */
  static WindowAxes of(int count, String... paddings) {
    return new WindowAxes(count, WindowSettings.sizes("kernel_size", count, null, true),
        WindowSettings.sizes("strides", count, 1, false), WindowSettings.sizes("dilation_rate", count, 1, false),
        Setting.oneOf("padding", paddings[0], paddings));
  }

  /** {@code kernel_size}, {@code strides}, {@code padding}, {@code data_format} and {@code dilation_rate}. */
  List<Setting<?>> settings() {
    return List.of(kernelSize, strides, padding, WindowSettings.DATA_FORMAT, dilationRate);
  }

  /** The kernel's shape: its size along each axis, and two more lengths. */
  static Shape kernelShape(List<Integer> sizes, int first, int second) {
    return Shape.of(Stream.concat(sizes.stream(), Stream.of(first, second)).toList());
  }

  /** Fails for strides together with dilation, which no backend of Keras computes. */
  static void checkStrides(List<Integer> strides, List<Integer> dilationRate, String label) {
    if (strides.stream().anyMatch(stride -> stride > 1) && dilationRate.stream().anyMatch(rate -> rate > 1)) {
      throw new IllegalArgumentException(label + ": `strides > 1` not supported in conjunction with `dilationRate > 1`."
          + " Received: strides=" + strides + " and dilationRate=" + dilationRate);
    }
  }

  /** How a kernel moves over an input, padded as the word says. */
  static Window window(String padding, Shape input, List<Integer> sizes, List<Integer> strides,
      List<Integer> dilationRate) {
    return switch (padding) {
      case "same" -> Window.same(WindowSettings.lengths(input), sizes, strides, dilationRate);
      case "causal" -> new Window(sizes, strides, dilationRate, List.of((sizes.get(0) - 1) * dilationRate.get(0)),
          List.of(0));
      default -> Window.valid(sizes, strides, dilationRate);
    };
  }
}
