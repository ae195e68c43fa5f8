package org.neurona.metrics;

import static org.neurona.ops.Ops.concatenate;
import static org.neurona.ops.Ops.floor;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.multiply;
import static org.neurona.ops.Ops.negative;
import static org.neurona.ops.Ops.reshape;
import static org.neurona.ops.Ops.subtract;

import java.util.List;
import org.neurona.Shape;
import org.neurona.config.Setting;
import org.neurona.ops.ScatterAdd;
import org.neurona.ops.Targets;
import org.neurona.ops.Tensor;

/**
 * The area under a curve over all thresholds: true against false positive rate ({@code ROC}), or precision against
 * recall ({@code PR}). Keras' {@code AUC}: outputs in [0, 1] are counted in buckets between evenly spaced
 * thresholds. Defaults: 200 thresholds, ROC, interpolation (trapezia; for PR the one of Davis and Goadrich, 2006).
 */
public final class AUC extends Metric {
  private static final Setting<Integer> NUM_THRESHOLDS = Setting.of("num_thresholds", "an integer > 1",
      value -> value != null && value > 1, Setting.integer("num_thresholds", 0).codec(), 200);
  private static final Setting<String> CURVE = Setting.oneOf("curve", "ROC", "ROC", "PR");
  private static final Setting<String> SUMMATION_METHOD =
      Setting.oneOf("summation_method", "interpolation", "interpolation", "minoring", "majoring");

  /** The area under the ROC curve. */
  public AUC() {
    super(List.of(NUM_THRESHOLDS, CURVE, SUMMATION_METHOD));
  }

  /** The number of thresholds; 200 by default. */
  public int numThresholds() {
    return get(NUM_THRESHOLDS);
  }

  /** Returns a copy with another number of thresholds, at least 2. */
  public AUC numThresholds(int numThresholds) {
    return with(this, NUM_THRESHOLDS, numThresholds);
  }

  /** The curve; {@code ROC} by default. */
  public String curve() {
    return get(CURVE);
  }

  /** Returns a copy with another curve: {@code ROC} or {@code PR}. */
  public AUC curve(String curve) {
    return with(this, CURVE, curve);
  }

  /** How the area between two thresholds is taken; {@code interpolation} by default. */
  public String summationMethod() {
    return get(SUMMATION_METHOD);
  }

  /** Returns a copy that takes the area between two thresholds by interpolation, from below or from above. */
  public AUC summationMethod(String method) {
    return with(this, SUMMATION_METHOD, method);
  }

  @Override
  public String name() {
    return "auc";
  }

  @Override
  public boolean largerIsBetter() {
    return true;
  }

  /** How many ones, and behind them how many zeros, lie between each threshold and the next. */
  @Override
  public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Shape all = Shape.of(yPred.shape().size());
    Tensor targets = Targets.like(yTrue, yPred);
    // Keras' bucket i holds what is above threshold i and not above the next: ceil(p (n - 1)) - 1, at least 0.
    Tensor ceiling = negative(floor(negative(multiply(yPred, numThresholds() - 1.0))));
    Tensor bucket = reshape(maximum(subtract(ceiling, 1), 0), all);
    Tensor ones = RowWeights.times(targets, sampleWeights);
    Tensor zeros = RowWeights.times(subtract(1, targets), sampleWeights);
    return concatenate(List.of(counted(bucket, reshape(ones, all)),
        counted(bucket, reshape(zeros, all))), 0);
  }

  private Tensor counted(Tensor bucket, Tensor weights) {
    return Tensor.of(new ScatterAdd(numThresholds()), bucket, weights);
  }

  @Override
  public double result(double[] totals) {
    int n = numThresholds();
    double[] truePositives = above(totals, 0, n);
    double[] falsePositives = above(totals, n, n);
    double ones = truePositives[0];
    double zeros = falsePositives[0];
    if (curve().equals("PR") && summationMethod().equals("interpolation")) {
      return interpolatedPrecision(truePositives, falsePositives, ones);
    }
    double[] x = new double[n];
    double[] y = new double[n];
    for (int i = 0; i < n; i++) {
      double recall = ConfusionMetric.ratio(truePositives[i], ones);
      if (curve().equals("PR")) {
        x[i] = recall;
        y[i] = ConfusionMetric.ratio(truePositives[i], truePositives[i] + falsePositives[i]);
      } else {
        x[i] = ConfusionMetric.ratio(falsePositives[i], zeros);
        y[i] = recall;
      }
    }
    double area = 0;
    for (int i = 0; i < n - 1; i++) {
      area += (x[i] - x[i + 1]) * height(y[i], y[i + 1]);
    }
    return area;
  }

  private double height(double left, double right) {
    return switch (summationMethod()) {
      case "minoring" -> Math.min(left, right);
      case "majoring" -> Math.max(left, right);
      default -> (left + right) / 2;
    };
  }

  /** How much lies in each bucket and those after it. */
  private static double[] above(double[] counts, int from, int n) {
    double[] above = new double[n];
    double sum = 0;
    for (int i = n - 1; i >= 0; i--) {
      sum += counts[from + i];
      above[i] = sum;
    }
    return above;
  }

  /** Between two thresholds true positives grow in a straight line with all positives, and precision along a curve. */
  private static double interpolatedPrecision(double[] tp, double[] fp, double ones) {
    double area = 0;
    for (int i = 0; i < tp.length - 1; i++) {
      double gained = tp[i] - tp[i + 1];
      double before = tp[i + 1] + fp[i + 1];
      double after = tp[i] + fp[i];
      double slope = ConfusionMetric.ratio(gained, Math.max(after - before, 0));
      double intercept = tp[i + 1] - slope * before;
      double growth = after > 0 && before > 0 ? after / before : 1;
      area += ConfusionMetric.ratio(slope * (gained + intercept * Math.log(growth)), ones);
    }
    return area;
  }
}
