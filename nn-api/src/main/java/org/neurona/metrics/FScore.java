package org.neurona.metrics;

import static org.neurona.ops.Ops.abs;
import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.greater;
import static org.neurona.ops.Ops.greaterEqual;
import static org.neurona.ops.Ops.max;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * What {@link F1Score} and {@link FBetaScore} have in common: counts for each class, and how they become one number.
 *
 * <p>Without an average, which is Keras' default, Keras gives an array of a score for each class. Logs here hold
 * numbers: they have each score as {@code f1_score_class_0}, and as {@code f1_score} the mean, which is what Keras'
 * progress bar shows of the array, so that callbacks can watch it. Set {@code average("macro")} for the mean alone.
 *
 * @param <M> the metric itself, which fluent methods return
 */
public abstract class FScore<M extends FScore<M>> extends BaseMetric<M> {
  private static final Setting<String> AVERAGE = Setting.of("average", "one of micro, macro, weighted, or null",
      value -> value == null || List.of("micro", "macro", "weighted").contains(value),
      Setting.text("average", null).codec(), null);
  private static final Setting<Double> THRESHOLD = Setting.of("threshold", "a number in (0, 1] or null",
      value -> value == null || value > 0 && value <= 1, Setting.number("threshold", 0).codec(), null);
  /** Keras' {@code epsilon()}, which is added to every denominator. */
  private static final double EPSILON = 1e-7;
  /** What Keras takes for 0. */
  private static final double NOTHING = 1e-9;

  FScore(Setting<?>... settings) {
    super(Setting.joined(List.of(AVERAGE, THRESHOLD), List.of(settings)));
  }

  /** How the classes' scores become one; null, the default, leaves each in the logs besides their mean. */
  public final String average() {
    return get(AVERAGE);
  }

  /**
   * Returns a copy that takes the mean over the classes ({@code macro}), over the classes by how often they occur
   * ({@code weighted}), the score of all counts together ({@code micro}), or no average (null).
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
  public final Direction direction() {
    return Direction.UP;
  }

  /** For each class the true positives, then the false positives, then the false negatives. */
  @Override
  public final Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor isOf = Targets.like(yTrue, yPred);
    Tensor said = threshold() == null ? largest(yPred) : greater(yPred, threshold());
    int[] rows = IntStream.range(0, yPred.rank() - 1).toArray();
    List<Tensor> counts = new ArrayList<>();
    for (Tensor hits : List.of(multiply(isOf, said), multiply(subtract(1, isOf), said),
        multiply(isOf, subtract(1, said)))) {
      counts.add(sum(RowWeights.times(hits, sampleWeights), false, rows));
    }
    return concatenate(counts, 0);
  }

  /** 1 for the largest outputs of a row, all of them where several are equal, unless they are 0. */
  private static Tensor largest(Tensor yPred) {
    return multiply(greaterEqual(yPred, max(yPred, true, -1)), greater(abs(yPred), NOTHING));
  }

  abstract double betaValue();

  @Override
  public final double result(double[] totals) {
    int classes = totals.length / 3;
    double[] all = new double[3];
    double scores = 0;
    double support = 0;
    for (int i = 0; i < classes; i++) {
      double occurs = totals[i] + totals[2 * classes + i];
      scores += ("weighted".equals(average()) ? occurs : 1) * score(totals, classes, i);
      support += occurs;
      for (int kind = 0; kind < 3; kind++) {
        all[kind] += totals[kind * classes + i];
      }
    }
    return "micro".equals(average()) ? score(all, 1, 0)
        : "weighted".equals(average()) ? scores / (support + EPSILON) : scores / classes;
  }

  @Override
  public final Map<String, Double> parts(double[] totals) {
    int classes = totals.length / 3;
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int i = 0; average() == null && classes > 1 && i < classes; i++) {
      parts.put("class_" + i, score(totals, classes, i));
    }
    return parts;
  }

  private double score(double[] totals, int classes, int index) {
    double truePositives = totals[index];
    double precision = truePositives / (truePositives + totals[classes + index] + EPSILON);
    double recall = truePositives / (truePositives + totals[2 * classes + index] + EPSILON);
    double square = betaValue() * betaValue();
    return (1 + square) * (precision * recall / (square * precision + recall + EPSILON));
  }
}
