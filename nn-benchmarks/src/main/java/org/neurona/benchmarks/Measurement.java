package org.neurona.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The figures of one workload, from rounds in which all entries took turns. */
final class Measurement {
  private final Workload workload;
  private final Map<String, List<double[]>> rounds = new LinkedHashMap<>();

  Measurement(Workload workload) {
    this.workload = workload;
  }

  Workload workload() {
    return workload;
  }

  /** Notes a round. */
  void add(String entry, double[] figures) {
    if (figures.length != workload.figures().size()) {
      throw new IllegalArgumentException(entry + " gave " + figures.length + " figures for " + workload.id());
    }
    rounds.computeIfAbsent(entry, unused -> new ArrayList<>()).add(figures);
  }

  /** Who was measured, in the order of the first round. */
  List<String> entries() {
    return List.copyOf(rounds.keySet());
  }

  /** The median of a figure over the rounds of an entry; the mean of the middle two where their number is even. */
  double median(String entry, int figure) {
    return median(rounds.get(entry).stream().mapToDouble(round -> round[figure]).toArray());
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    return (values[(values.length - 1) / 2] + values[values.length / 2]) / 2;
  }

  /**
   * How an entry compares with others: the median of the ratios of its figure to their best, round by round. Taken
   * within rounds, for a machine's speed changes from one minute to the next.
   */
  double ratio(String entry, List<String> others, int figure) {
    List<double[]> own = rounds.get(entry);
    double[] ratios = new double[own.size()];
    boolean lower = workload.figures().get(figure).lowerIsBetter();
    for (int i = 0; i < ratios.length; i++) {
      int round = i;
      var values = others.stream().mapToDouble(other -> rounds.get(other).get(round)[figure]);
      double best = lower ? values.min().orElse(Double.NaN) : values.max().orElse(Double.NaN);
      ratios[i] = own.get(i)[figure] / best;
    }
    return median(ratios);
  }
}
