package org.neurona.callbacks;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.neurona.Model;
import org.neurona.metrics.Direction;

/** A logged value that a callback watches, and which way is better. */
final class Monitor {
  /** The words for which way is better. */
  static final String[] MODES = {"auto", "min", "max"};

  private final String name;
  private final boolean larger;

  private Monitor(String name, boolean larger) {
    this.name = name;
    this.larger = larger;
  }

  /**
   * The monitor of a callback.
   *
   * @param callback the callback's name, for messages
   * @param mode {@code min}, {@code max}, or {@code auto} for the way that the loss or the metric itself has
   * @throws IllegalArgumentException if {@code auto} can't tell
   */
  static Monitor of(String callback, String name, String mode, Model model) {
    return new Monitor(name, switch (mode) {
      case "min" -> false;
      case "max" -> true;
      default -> isLargerBetter(callback, name, model);
    });
  }

  private static boolean isLargerBetter(String callback, String name, Model model) {
    String own = name.startsWith("val_") ? name.substring(4) : name;
    List<String> outputs = model.graph().outputs().stream().map(model.graph()::name).toList();
    Map<String, Direction> directions = model.compileOptions().directions(outputs);
    // What is none of them may be a part of one: f1_score_class_0.
    String logged = directions.containsKey(own) ? own : directions.keySet().stream()
        .filter(metric -> own.startsWith(metric + "_")).max(Comparator.comparingInt(String::length)).orElse(own);
    Direction direction = directions.getOrDefault(logged, Direction.UNKNOWN);
    if (direction != Direction.UNKNOWN) {
      return direction == Direction.UP;
    }
    throw new IllegalArgumentException(callback + " callback received monitor=" + name + ", but Neurona isn't able to "
        + "automatically determine whether that metric should be maximized or minimized. Pass `mode='max'` in order to "
        + "monitor based on the highest metric value, or pass `mode='min'` in order to use the lowest value.");
  }

  /** The value in the logs, or null. */
  Double value(Map<String, Double> logs) {
    return logs.get(name);
  }

  /** A value that every other improves on. */
  double worst() {
    return larger ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
  }

  /** Whether a value is better than another by more than {@code minDelta}; NaN never is. */
  boolean isImprovement(double value, double best, double minDelta) {
    return larger ? value - minDelta > best : value + minDelta < best;
  }
}
