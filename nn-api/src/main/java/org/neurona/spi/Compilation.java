package org.neurona.spi;

import java.util.List;
import java.util.stream.Stream;
import org.neurona.losses.Loss;
import org.neurona.metrics.Metric;
import org.neurona.optimizers.Optimizer;
import org.neurona.training.TrainStep;

/**
 * What a model is trained for.
 *
 * @param optimizer the optimizer
 * @param outputs what each output is held against, in the model's order
 * @param trainStep what is done with a batch
 */
public record Compilation(Optimizer optimizer, List<Target> outputs, TrainStep trainStep) {
  /** Copies the list. */
  public Compilation {
    outputs = List.copyOf(outputs);
  }

  /**
   * What one output is held against.
   *
   * @param loss the loss, or null for an output that is not trained
   * @param lossWeight the share of its loss in the sum
   * @param lossLog the name of its loss in the logs, or null where only the sum is logged
   * @param metrics the metrics, for which all rows count alike
   * @param weightedMetrics the metrics for which rows count by their weights
   */
  public record Target(Loss loss, double lossWeight, String lossLog, List<NamedMetric> metrics,
      List<NamedMetric> weightedMetrics) {
    /** Copies the lists. */
    public Target {
      metrics = List.copyOf(metrics);
      weightedMetrics = List.copyOf(weightedMetrics);
    }

    /** The metrics, and behind them the weighted ones. */
    public List<NamedMetric> allMetrics() {
      return Stream.concat(metrics.stream(), weightedMetrics.stream()).toList();
    }
  }

  /**
   * A metric and the name that logs use.
   *
   * @param name the name: {@code accuracy}
   * @param metric the metric
   */
  public record NamedMetric(String name, Metric metric) {}
}
