package org.neurona.metrics;

import static org.neurona.ops.Ops.add;
import static org.neurona.ops.Ops.maximum;
import static org.neurona.ops.Ops.sigmoid;

import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import org.neurona.config.Setting;
import org.neurona.ops.Tensor;

/**
 * The area under a curve over all thresholds: true against false positive rate ({@code ROC}), or precision against
 * recall ({@code PR}). Keras' {@code AUC}: outputs in [0, 1] are counted in buckets between thresholds, evenly spaced
 * or given. Defaults: 200 thresholds, ROC, interpolation (trapezia; for PR the one of Davis and Goadrich, 2006), all
 * labels counted together, outputs that are probabilities.
 */
public final class AUC extends BaseMetric<AUC> {
  private static final Setting<Integer> NUM_THRESHOLDS = Setting.of("num_thresholds", "an integer > 1",
      value -> value != null && value > 1, Setting.integer("num_thresholds", 0).codec(), 200);
  private static final Setting<String> CURVE = Setting.oneOf("curve", "ROC", "ROC", "PR");
  private static final Setting<String> SUMMATION_METHOD =
      Setting.oneOf("summation_method", "interpolation", "interpolation", "minoring", "majoring");
  private static final Setting<List<Double>> THRESHOLDS = Setting.numbers("thresholds", "numbers in [0, 1] or null",
      value -> value == null || !value.isEmpty() && value.stream().allMatch(one -> one >= 0 && one <= 1), null);
  private static final Setting<Boolean> MULTI_LABEL = Setting.flag("multi_label", false);
  private static final Setting<Integer> NUM_LABELS = Setting.positiveIntOrNull("num_labels");
  private static final Setting<List<Double>> LABEL_WEIGHTS = Setting.numbers("label_weights",
      "finite numbers >= 0 or null", AUC::areWeights, null);
  private static final Setting<Boolean> FROM_LOGITS = Setting.flag("from_logits", false);

  /** The area under the ROC curve. */
  public AUC() {
    super(List.of(NUM_THRESHOLDS, CURVE, SUMMATION_METHOD, THRESHOLDS, MULTI_LABEL, NUM_LABELS, LABEL_WEIGHTS,
        FROM_LOGITS));
  }

  private static boolean areWeights(List<Double> value) {
    return value == null || value.stream().allMatch(one -> Double.isFinite(one) && one >= 0);
  }

  /** The number of thresholds where none are given; 200 by default. */
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

  /** Returns a copy with another curve: {@code ROC} or {@code PR}, in either case. */
  public AUC curve(String curve) {
    return with(this, CURVE, curve == null ? null : curve.toUpperCase(Locale.ROOT));
  }

  /** How the area between two thresholds is taken; {@code interpolation} by default. */
  public String summationMethod() {
    return get(SUMMATION_METHOD);
  }

  /**
   * Returns a copy that takes the area between two thresholds by {@code interpolation}, from below ({@code minoring})
   * or from above ({@code majoring}).
   */
  public AUC summationMethod(String method) {
    return with(this, SUMMATION_METHOD, method);
  }

  /** The thresholds that were given, or null for evenly spaced ones. */
  public List<Double> thresholds() {
    return get(THRESHOLDS);
  }

  /** Returns a copy with thresholds of one's own, in [0, 1], to which one below and one above all outputs are added. */
  public AUC thresholds(double... thresholds) {
    return with(this, THRESHOLDS, DoubleStream.of(thresholds).boxed().toList());
  }

  /** Whether each label has an area of its own, of which the result is the mean; false by default. */
  public boolean multiLabel() {
    return get(MULTI_LABEL);
  }

  /** Returns a copy that takes the area of each label, a column of the output, and the mean of them. */
  public AUC multiLabel(boolean multiLabel) {
    return with(this, MULTI_LABEL, multiLabel);
  }

  /** How many labels the output must have, or null, the default, for any number. */
  public Integer numLabels() {
    return get(NUM_LABELS);
  }

  /** Returns a copy that fails for an output of another number of labels; for {@link #multiLabel} alone. */
  public AUC numLabels(Integer numLabels) {
    return with(this, NUM_LABELS, numLabels);
  }

  /** What each label counts, or null, the default, where all count alike. */
  public List<Double> labelWeights() {
    return get(LABEL_WEIGHTS);
  }

  /** Returns a copy in which labels count differently: their areas with {@link #multiLabel}, else their decisions. */
  public AUC labelWeights(double... labelWeights) {
    return with(this, LABEL_WEIGHTS, DoubleStream.of(labelWeights).boxed().toList());
  }

  /** Whether outputs are logits; false by default. */
  public boolean fromLogits() {
    return get(FROM_LOGITS);
  }

  /** Returns a copy for outputs that are logits, of which the sigmoid is taken. */
  public AUC fromLogits(boolean fromLogits) {
    return with(this, FROM_LOGITS, fromLogits);
  }

  @Override
  public Direction direction() {
    return Direction.UP;
  }

  /** The thresholds with the one below and the one above all outputs. */
  private int count() {
    return thresholds() == null ? numThresholds() : thresholds().size() + 2;
  }

  /** The ones and zeros by how many thresholds their outputs are above; for each label, or for all together. */
  @Override
  public Tensor statistics(Tensor yTrue, Tensor yPred, Tensor sampleWeights) {
    Decisions decisions = Decisions.of(this, yTrue, fromLogits() ? sigmoid(yPred) : yPred, sampleWeights);
    requireLabels(decisions);
    // All outputs are above the first threshold and none is above the last.
    Tensor exceeded = thresholds() == null ? maximum(decisions.exceededOfEven(count()), 1)
        : add(decisions.exceeded(thresholds()), 1);
    return multiLabel() ? decisions.countedByLabel(exceeded, count())
        : decisions.labelWeights(labelWeights()).counted(exceeded, count());
  }

  private void requireLabels(Decisions decisions) {
    if (!multiLabel()) {
      if (numLabels() != null) {
        throw new IllegalArgumentException("AUC: `numLabels` is needed only when `multiLabel` is true");
      }
      return;
    }
    if (decisions.scores().rank() != 2) {
      throw new IllegalArgumentException("AUC: the output must have rank 2 when multiLabel=true, got shape "
          + decisions.scores().shape());
    }
    if (numLabels() != null) {
      decisions.requireLabels("numLabels", numLabels());
    }
    if (labelWeights() != null) {
      decisions.requireLabels("labelWeights", labelWeights().size());
    }
  }

  @Override
  public double result(double[] totals) {
    if (!multiLabel()) {
      return area(ConfusionCounts.of(totals, 0, count()));
    }
    int labels = totals.length / (2 * (count() + 1));
    double areas = 0;
    double weights = 0;
    for (int label = 0; label < labels; label++) {
      double weight = labelWeights() == null ? 1 : labelWeights().get(label);
      areas += weight * area(ConfusionCounts.of(totals, label, count()));
      weights += weight;
    }
    return ConfusionCounts.ratio(areas, weights);
  }

  private double area(ConfusionCounts counts) {
    boolean precisionOverRecall = curve().equals("PR");
    if (precisionOverRecall && summationMethod().equals("interpolation")) {
      return interpolatedPrecision(counts.truePositives(), counts.falsePositives());
    }
    double area = 0;
    for (int i = 0; i < count() - 1; i++) {
      area += precisionOverRecall
          ? (counts.recall(i) - counts.recall(i + 1)) * height(counts.precision(i), counts.precision(i + 1))
          : (counts.falsePositiveRate(i) - counts.falsePositiveRate(i + 1))
              * height(counts.recall(i), counts.recall(i + 1));
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

  /** Between two thresholds true positives grow in a straight line with all positives, and precision along a curve. */
  private static double interpolatedPrecision(double[] tp, double[] fp) {
    double area = 0;
    for (int i = 0; i < tp.length - 1; i++) {
      double gained = tp[i] - tp[i + 1];
      double before = tp[i + 1] + fp[i + 1];
      double after = tp[i] + fp[i];
      double slope = ConfusionCounts.ratio(gained, Math.max(after - before, 0));
      double intercept = tp[i + 1] - slope * before;
      double growth = after > 0 && before > 0 ? after / before : 1;
      area += ConfusionCounts.ratio(slope * (gained + intercept * Math.log(growth)), tp[0]);
    }
    return area;
  }
}
