package org.neurona.core;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.engine.Executable;
import org.neurona.core.plan.StepGraphs.StepGraph;
import org.neurona.metrics.Metric;
import org.neurona.ops.Tensor;
import org.neurona.spi.Compilation;
import org.neurona.spi.Compilation.Target;

/** The running loss and metrics of one pass over data, summed in double precision. */
final class Totals {
  private final Names names;
  private final double[] losses;
  private final double[][] statistics;
  private double[] scratch = new double[1];
  private List<Metric> metrics = List.of();
  private long rows;
  private double lastLoss;

  Totals(Names names) {
    this.names = names;
    losses = new double[names.losses().size()];
    statistics = new double[names.metrics().size()][];
  }

  /**
   * What logs call the numbers of a compiled model.
   *
   * @param losses the sum's name, and that of each target's loss; null for one that is not logged
   * @param metrics the metrics' names
   */
  record Names(List<String> losses, List<String> metrics) {
    static Names of(Compilation compilation) {
      List<String> losses = new ArrayList<>(List.of("loss"));
      List<String> metrics = new ArrayList<>();
      for (Target target : compilation.outputs()) {
        if (target.loss() != null) {
          losses.add(target.lossLog());
        }
        target.allMetrics().forEach(metric -> metrics.add(metric.name()));
      }
      return new Names(losses, metrics);
    }
  }

  /** Adds what a step put out: losses by their rows, statistics as they are. */
  void add(Executable step, StepGraph graph, int batchRows) {
    metrics = graph.metrics();
    rows += batchRows;
    for (int i = 0; i < losses.length; i++) {
      step.output(i, scratch);
      losses[i] += scratch[0] * batchRows;
      if (i == 0) {
        lastLoss = scratch[0];
      }
    }
    for (int i = 0; i < statistics.length; i++) {
      Tensor output = graph.graph().outputs().get(losses.length + i);
      int length = output.shape().size();
      if (statistics[i] == null) {
        statistics[i] = new double[length];
      }
      if (scratch.length < length) {
        scratch = new double[length];
      }
      step.output(losses.length + i, scratch);
      for (int j = 0; j < length; j++) {
        statistics[i][j] += scratch[j];
      }
    }
  }

  /** All sums so far: rows, losses, and the statistics of each metric. */
  List<NDArray> state() {
    List<NDArray> state = new ArrayList<>(List.of(NDArray.of((double) rows), NDArray.of(losses)));
    for (double[] sums : statistics) {
      state.add(NDArray.of(sums));
    }
    return state;
  }

  /**
   * Goes on from what other totals had.
   *
   * @param graph the graph of a step of theirs
   * @throws IllegalArgumentException if it does not fit
   */
  void restore(List<NDArray> state, StepGraph graph) {
    if (state.size() != 2 + statistics.length || state.get(1).size() != losses.length) {
      throw new IllegalArgumentException("The totals of an epoch should be " + losses.length + " losses and "
          + statistics.length + " metrics. Received: " + state);
    }
    metrics = graph.metrics();
    rows = (long) state.get(0).toDoubleArray()[0];
    System.arraycopy(state.get(1).toDoubleArray(), 0, losses, 0, losses.length);
    for (int i = 0; i < statistics.length; i++) {
      statistics[i] = state.get(2 + i).toDoubleArray();
      Shape expected = graph.graph().outputs().get(losses.length + i).shape();
      if (statistics[i].length != expected.size()) {
        throw new IllegalArgumentException("Metric " + names.metrics().get(i) + " keeps " + expected.size()
            + " numbers. Received: " + statistics[i].length);
      }
    }
  }

  /** The loss of the last batch. */
  double lastLoss() {
    return lastLoss;
  }

  /** How many rows were added. */
  long rows() {
    return rows;
  }

  /** The loss and the metrics so far, by name. */
  Map<String, Double> logs() {
    Map<String, Double> logs = new TreeMap<>();
    for (int i = 0; i < losses.length; i++) {
      if (names.losses().get(i) != null) {
        logs.put(names.losses().get(i), losses[i] / rows);
      }
    }
    for (int i = 0; i < statistics.length && rows > 0; i++) {
      String name = names.metrics().get(i);
      metrics.get(i).parts(statistics[i]).forEach((part, value) -> logs.putIfAbsent(name + "_" + part, value));
      logs.put(name, metrics.get(i).result(statistics[i]));
    }
    return logs;
  }
}
