package org.neurona.metrics;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.List;
import java.util.stream.Stream;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * What metrics have in common that count how often outputs above a threshold are right: every number of the output is a
 * decision of its own, against a target 0 or 1.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class ConfusionMetric<M extends ConfusionMetric<M>> extends Metric {
  private static final Setting<Double> THRESHOLDS = Setting.of("thresholds", "a number in [0, 1]",
      value -> value != null && value >= 0 && value <= 1, Setting.number("thresholds", 0).codec(), 0.5);

  ConfusionMetric() {
    super(List.of(THRESHOLDS));
  }

  /** Above which an output counts as 1; 0.5 by default. */
  public final double thresholds() {
    return get(THRESHOLDS);
  }

  /** Returns a copy with another threshold, in [0, 1]; Keras' list of several is not supported. */
  @SuppressWarnings("unchecked") // M is the class itself
  public final M thresholds(double threshold) {
    return with((M) this, THRESHOLDS, threshold);
  }

  /** True positives, false positives, true negatives and false negatives, each counted with the weights of rows. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor isOne = Targets.like(yTrue, yPred);
    Tensor saidOne = greater(yPred, thresholds());
    Tensor isZero = subtract(1, isOne);
    Tensor saidZero = subtract(1, saidOne);
    return concatenate(Stream.of(multiply(isOne, saidOne), multiply(isZero, saidOne), multiply(isZero, saidZero),
        multiply(isOne, saidZero)).map(hits -> reshape(sum(RowWeights.times(hits, sampleWeights)), 1)).toList(), 0);
  }

  @Override
  public final double result(double[] totals) {
    return result(totals[0], totals[1], totals[2], totals[3]);
  }

  /** The number that follows from the four counts. */
  abstract double result(double truePositives, double falsePositives, double trueNegatives, double falseNegatives);

  static double ratio(double part, double whole) {
    return whole == 0 ? 0 : part / whole;
  }
}
