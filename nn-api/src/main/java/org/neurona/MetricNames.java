package org.neurona;

import java.util.HashSet;
import java.util.Set;

/**
 * The names under which logs have the metrics of a model, each once, as Keras' {@code CompileMetrics} gives them: the
 * second {@code auc} is {@code auc_1}, and a weighted metric whose name is taken is {@code weighted_auc}.
 */
final class MetricNames {
  private final Set<String> taken = new HashSet<>(Set.of("loss"));

  /**
   * The name of a metric.
   *
   * @param prefix the output and an underscore, or nothing where there is one output
   * @param name the metric's own name
   */
  String of(String prefix, String name) {
    return counted(prefix + name);
  }

  /** The name of a weighted metric; those of the others must have been given out before. */
  String ofWeighted(String prefix, String name) {
    return counted(taken.contains(prefix + name) ? prefix + "weighted_" + name : prefix + name);
  }

  private String counted(String name) {
    String free = name;
    for (int earlier = 1; !taken.add(free); earlier++) {
      free = name + "_" + earlier;
    }
    return free;
  }
}
