package org.neurona.metrics;

import static org.neurona.ops.Ops.argMax;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.oneHot;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * What {@link F1Score} and {@link FBetaScore} have in common: counts for each class, and how they become one number.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class FScore<M extends FScore<M>> extends Metric {
  private static final Setting<String> AVERAGE = Setting.oneOf("average", "macro", "macro", "micro", "weighted");
  private static final Setting<Double> THRESHOLD = Setting.of("threshold", "a number in (0, 1] or null",
      value -> value == null || value > 0 && value <= 1, Setting.number("threshold", 0).codec(), null);

  FScore(Setting<?>... settings) {
    super(Stream.concat(Stream.of(AVERAGE, THRESHOLD), Stream.of(settings)).toList());
  }

  @SuppressWarnings("unchecked") // M is the class itself
  private M self() {
    return (M) this;
  }

  /** How the classes' scores become one; {@code macro} by default. */
  public final String average() {
    return get(AVERAGE);
  }

  /**
   * Returns a copy that takes the mean over the classes ({@code macro}), over the classes by how often they occur
   * ({@code weighted}), or the score of all counts together ({@code micro}).
   */
  public final M average(String average) {
    return with(self(), AVERAGE, average);
  }

  /** Above which an output says that a row is of a class, or null, the default, where the largest output says so. */
  public final Double threshold() {
    return get(THRESHOLD);
  }

  /** Returns a copy for which every output above this is a class of the row; null for the largest output alone. */
  public final M threshold(Double threshold) {
    return with(self(), THRESHOLD, threshold);
  }

  @Override
  public final boolean largerIsBetter() {
    return true;
  }

  /** For each class the true positives, then the false positives, then the false negatives. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor isOf = Targets.like(yTrue, yPred);
    Tensor said = threshold() == null ? oneHot(argMax(yPred), yPred.dim(-1)) : greater(yPred, threshold());
    int[] rows = IntStream.range(0, yPred.rank() - 1).toArray();
    List<Tensor> counts = new ArrayList<>();
    for (Tensor hits : List.of(multiply(isOf, said), multiply(subtract(1, isOf), said),
        multiply(isOf, subtract(1, said)))) {
      counts.add(sum(RowWeights.times(hits, sampleWeights), false, rows));
    }
    return concatenate(counts, 0);
  }

  abstract double betaValue();

  @Override
  public final double result(double[] totals) {
    int classes = totals.length / 3;
    double[] all = new double[3];
    double scores = 0;
    double weights = 0;
    for (int i = 0; i < classes; i++) {
      double hits = totals[i];
      double weight = average().equals("weighted") ? hits + totals[2 * classes + i] : 1;
      scores += weight * score(hits, totals[classes + i], totals[2 * classes + i]);
      weights += weight;
      for (int kind = 0; kind < 3; kind++) {
        all[kind] += totals[kind * classes + i];
      }
    }
    return average().equals("micro") ? score(all[0], all[1], all[2]) : ConfusionMetric.ratio(scores, weights);
  }

  private double score(double truePositives, double falsePositives, double falseNegatives) {
    double precision = ConfusionMetric.ratio(truePositives, truePositives + falsePositives);
    double recall = ConfusionMetric.ratio(truePositives, truePositives + falseNegatives);
    double square = betaValue() * betaValue();
    return ConfusionMetric.ratio((1 + square) * precision * recall, square * precision + recall);
  }
}
