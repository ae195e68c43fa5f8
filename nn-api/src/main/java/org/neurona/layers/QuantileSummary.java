package org.neurona.layers;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Some of many numbers in ascending order, each with how many it stands for, from which quantiles are read. As Keras'
 * Discretization keeps them, in float32.
 *
 * @param values the numbers
 * @param weights how many each stands for
 */
record QuantileSummary(double[] values, double[] weights) {
  /** That of no numbers. */
  static QuantileSummary empty() {
    return new QuantileSummary(new double[0], new double[0]);
  }

  /**
   * That of an array: every so many-th of its numbers in order, about {@code 1 / epsilon} of them.
   *
   * @throws IllegalArgumentException if it is empty
   */
  static QuantileSummary of(float[] numbers, double epsilon) {
    if (numbers.length == 0) {
      throw new IllegalArgumentException("Discretization: adapt needs data, got none");
    }
    float[] sorted = numbers.clone();
    Arrays.sort(sorted);
    double increment = numbers.length / (1 / epsilon);
    double step = Math.max(increment, 1);
    double[] values = IntStream.iterate((int) increment, i -> i < sorted.length, i -> i + (int) step)
        .mapToDouble(i -> sorted[i]).toArray();
    double[] weights = new double[values.length];
    Arrays.fill(weights, (float) step);
    return new QuantileSummary(values, weights);
  }

  /** That of these numbers and others together, compressed. */
  QuantileSummary and(QuantileSummary other, double epsilon) {
    int count = values.length + other.values.length;
    List<double[]> both = new ArrayList<>(count);
    for (QuantileSummary one : List.of(this, other)) {
      for (int i = 0; i < one.values.length; i++) {
        both.add(new double[] {one.values[i], one.weights[i]});
      }
    }
    both.sort(Comparator.comparingDouble(pair -> pair[0]));
    return new QuantileSummary(both.stream().mapToDouble(pair -> pair[0]).toArray(),
        both.stream().mapToDouble(pair -> pair[1]).toArray()).compressed(epsilon);
  }

  /** The boundaries of so many intervals that stand for about as many numbers each. */
  List<Double> boundaries(int bins) {
    double[] ends = compressed(1.0 / bins).values;
    return Arrays.stream(ends, 0, ends.length - 1).boxed().toList();
  }

  /** About {@code 1 / epsilon} numbers, at even parts of all, interpolated. */
  private QuantileSummary compressed(double epsilon) {
    if (values.length * epsilon < 1) {
      return this;
    }
    double[] reached = weights.clone();
    Arrays.parallelPrefix(reached, Double::sum);
    double total = reached[reached.length - 1];
    double[] parts = Arrays.stream(reached).map(weight -> weight / total).toArray();
    int count = (int) Math.ceil(1 / epsilon);
    double[] newValues = new double[count];
    double[] newWeights = new double[count];
    double before = 0;
    for (int i = 0; i < count; i++) {
      double part = epsilon + i * epsilon;
      newValues[i] = (float) interpolated(part, parts, values);
      double weight = interpolated(part, parts, reached);
      newWeights[i] = (float) (weight - before);
      before = weight;
    }
    return new QuantileSummary(newValues, newWeights);
  }

  /** The value of the line through points at x, which ascend, and y; that of the first or last point beyond them. */
  private static double interpolated(double at, double[] x, double[] y) {
    int next = 0;
    while (next < x.length && x[next] <= at) {
      next++;
    }
    if (next == 0 || next == x.length) {
      return next == 0 ? y[0] : y[x.length - 1];
    }
    return y[next - 1] + (at - x[next - 1]) * (y[next] - y[next - 1]) / (x[next] - x[next - 1]);
  }
}
