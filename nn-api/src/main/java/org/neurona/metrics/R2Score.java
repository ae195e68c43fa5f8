package org.neurona.metrics;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.fill;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.square;
import static org.neurona.ops.Ops.subtract;
import static org.neurona.ops.Ops.sum;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * The coefficient of determination {@code 1 - sum((t - a)^2) / sum((t - mean(t))^2)} of each output, and the mean over
 * the outputs: 1 where all is explained, 0 for outputs that are no better than the targets' mean. Keras'
 * {@code R2Score}, for outputs of shape (batch, outputs). With {@code numRegressors} p it is the adjusted one,
 * {@code 1 - (1 - R2) (n - 1) / (n - p - 1)}, where n counts targets: rows times outputs.
 *
 * <p>Without aggregation Keras gives an array. Logs here have each output's score as {@code r2_score_output_0}, and as
 * {@code r2_score} the mean, which is what Keras' progress bar shows.
 */
public final class R2Score extends BaseMetric<R2Score> {
  private static final System.Logger LOG = System.getLogger(R2Score.class.getName());
  private static final AtomicBoolean WARNED = new AtomicBoolean();
  private static final String VARIANCE_WEIGHTED = "variance_weighted_average";
  private static final Setting<String> CLASS_AGGREGATION = Setting.of("class_aggregation",
      "one of uniform_average, variance_weighted_average, or null",
      value -> value == null || List.of("uniform_average", VARIANCE_WEIGHTED).contains(value),
      Setting.text("class_aggregation", null).codec(), "uniform_average");
  private static final Setting<Integer> NUM_REGRESSORS = Setting.of("num_regressors", "an integer >= 0",
      value -> value != null && value >= 0, Setting.integer("num_regressors", 0).codec(), 0);

  /** The mean of the outputs' scores, not adjusted. */
  public R2Score() {
    super(List.of(CLASS_AGGREGATION, NUM_REGRESSORS));
  }

  /** How the outputs' scores become one: {@code uniform_average} by default, or null to leave each in the logs. */
  public String classAggregation() {
    return get(CLASS_AGGREGATION);
  }

  /**
   * Returns a copy that takes the mean over the outputs ({@code uniform_average}), or the mean by the variances of the
   * targets ({@code variance_weighted_average}), or leaves each in the logs besides their mean (null).
   */
  public R2Score classAggregation(String classAggregation) {
    return with(this, CLASS_AGGREGATION, classAggregation);
  }

  /** How many independent variables the adjusted score takes off; 0, for the plain score, by default. */
  public int numRegressors() {
    return get(NUM_REGRESSORS);
  }

  /** Returns a copy for the adjusted score of a model with so many independent variables. */
  public R2Score numRegressors(int numRegressors) {
    return with(this, NUM_REGRESSORS, numRegressors);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }

  /**
   * For each output the sum of the targets, that of their squares and that of the squared errors; then the sum of the
   * weights, and the number of targets.
   */
  @Override
  public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Tensor targets = Targets.like(yTrue, yPred);
    if (yPred.rank() != 2) {
      throw new IllegalArgumentException("R2Score expects 2D inputs with shape (batch_size, output_dim). Received "
          + "input shapes: y_pred.shape=" + yPred.shape() + " and y_true.shape=" + yTrue.shape());
    }
    Tensor weighted = RowWeights.times(targets, sampleWeights);
    Tensor errors = RowWeights.times(square(subtract(targets, yPred)), sampleWeights);
    Tensor count = sampleWeights == null ? fill(yPred.dim(0), Shape.of(1)) : reshape(sum(sampleWeights), 1);
    return concatenate(List.of(sum(weighted, false, 0), sum(multiply(targets, weighted), false, 0),
        sum(errors, false, 0), count, fill(yPred.shape().size(), Shape.of(1))), 0);
  }

  @Override
  public double result(double[] totals) {
    int outputs = outputs(totals);
    double weights = 0;
    double scores = 0;
    for (int i = 0; i < outputs; i++) {
      double weight = VARIANCE_WEIGHTED.equals(classAggregation()) ? variation(totals, i) : 1;
      scores += weight * score(totals, i);
      weights += weight;
    }
    return adjusted(scores / weights, totals);
  }

  @Override
  public Map<String, Double> parts(double[] totals) {
    Map<String, Double> parts = new LinkedHashMap<>();
    for (int i = 0; classAggregation() == null && outputs(totals) > 1 && i < outputs(totals); i++) {
      parts.put("output_" + i, adjusted(score(totals, i), totals));
    }
    return parts;
  }

  private static int outputs(double[] totals) {
    return (totals.length - 2) / 3;
  }

  /** The sum of the squared distances of an output's targets from their mean. */
  private static double variation(double[] totals, int output) {
    double sum = totals[output];
    return totals[outputs(totals) + output] - sum * (sum / totals[3 * outputs(totals)]);
  }

  private static double score(double[] totals, int output) {
    double score = 1 - totals[2 * outputs(totals) + output] / variation(totals, output);
    return Double.isInfinite(score) ? 0 : score;
  }

  private double adjusted(double score, double[] totals) {
    double free = totals[totals.length - 1] - numRegressors() - 1;
    if (numRegressors() == 0) {
      return score;
    }
    if (free <= 0) {
      if (WARNED.compareAndSet(false, true)) {
        LOG.log(System.Logger.Level.WARNING, "R2Score: with numRegressors=" + numRegressors() + " there are too few "
            + "data points for the adjusted R2 score. Falling back to the standard R2 score.");
      }
      return score;
    }
    return 1 - (1 - score) * (totals[totals.length - 1] - 1) / free;
  }
}
