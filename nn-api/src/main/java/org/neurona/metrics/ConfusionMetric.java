package org.neurona.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * What metrics have in common that count how often outputs above a threshold are right: every number of the output is a
 * decision of its own, against a target 0 or 1.
 *
 * <p>Where Keras gives a number for each of several thresholds, logs have each as {@code precision_at_0.25}, and their
 * mean, which is what Keras' progress bar shows, as {@code precision}.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class ConfusionMetric<M extends ConfusionMetric<M>> extends BaseMetric<M> {
  private static final Setting<List<Double>> THRESHOLDS = Setting.numbers("thresholds", "numbers in [0, 1]",
      value -> value == null || !value.isEmpty() && value.stream().allMatch(one -> one >= 0 && one <= 1), null);
  private static final List<Double> HALF = List.of(0.5);

  ConfusionMetric(Setting<?>... own) {
    super(Setting.joined(List.of(THRESHOLDS), List.of(own)));
  }

  /** The thresholds that were given, above which an output counts as 1; null, the default, stands for 0.5. */
  public final List<Double> thresholds() {
    return get(THRESHOLDS);
  }

  /**
   * Returns a copy with other thresholds, in [0, 1]. For outputs that are logits, 0 is the one that says what 0.5 says
   * of probabilities.
   */
  public final M thresholds(double... thresholds) {
    return with(self(), THRESHOLDS, DoubleStream.of(thresholds).boxed().toList());
  }

  /** The thresholds that count. */
  List<Double> used() {
    return thresholds() == null ? HALF : thresholds();
  }

  /** The decisions that count; all of them unless a metric overrides it. */
  Decisions chosen(Decisions all) {
    return all;
  }

  /** The ones and zeros by how many thresholds their outputs are above, counted with the weights of rows. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Decisions decisions = chosen(Decisions.of(this, yTrue, yPred, sampleWeights));
    // Those above a threshold are above all lower ones.
    List<Double> rising = used().stream().sorted().toList();
    return decisions.counted(decisions.exceeded(rising), rising.size());
  }

  /** The mean over the thresholds. */
  @Override
  public final double result(double[] totals) {
    return Arrays.stream(results(totals)).average().orElseThrow();
  }

  @Override
  public final Map<String, Double> parts(double[] totals) {
    double[] results = results(totals);
    Map<String, Double> parts = new LinkedHashMap<>();
    if (results.length > 1) {
      List<Double> rising = used().stream().sorted().toList();
      for (int i = 0; i < results.length; i++) {
        parts.put("at_" + rising.get(i), results[i]);
      }
    }
    return parts;
  }

  private double[] results(double[] totals) {
    int thresholds = used().size();
    ConfusionCounts counts = ConfusionCounts.of(totals, 0, thresholds);
    double[] results = new double[thresholds];
    for (int i = 0; i < thresholds; i++) {
      results[i] = result(counts, i);
    }
    return results;
  }

  /** The number that follows from the counts at one threshold. */
  abstract double result(ConfusionCounts counts, int threshold);
}
