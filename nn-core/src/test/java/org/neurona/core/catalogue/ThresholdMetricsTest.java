package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.core.catalogue.Measured.assertEverywhere;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Computed;
import org.neurona.metrics.AUC;
import org.neurona.metrics.FalseNegatives;
import org.neurona.metrics.FalsePositives;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Precision;
import org.neurona.metrics.PrecisionAtRecall;
import org.neurona.metrics.Recall;
import org.neurona.metrics.RecallAtPrecision;
import org.neurona.metrics.SensitivityAtSpecificity;
import org.neurona.metrics.SpecificityAtSensitivity;
import org.neurona.metrics.TrueNegatives;
import org.neurona.metrics.TruePositives;

/** What is counted above thresholds, against counts by plain loops and the examples of Keras' documentation. */
class ThresholdMetricsTest {
  private static final int ROWS = 11;
  private static final int LABELS = 3;
  private static final NDArray SCORES = Computed.random(new Random(1), Shape.of(ROWS, LABELS), 0, 1);
  private static final NDArray WEIGHTS = Computed.random(new Random(2), Shape.of(ROWS), 0, 2);
  private static final NDArray TARGETS = targets();

  private static NDArray targets() {
    Random random = new Random(3);
    float[] values = new float[ROWS * LABELS];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextInt(2);
    }
    return NDArray.of(Shape.of(ROWS, LABELS), values);
  }

  private static NDArray column(double... values) {
    return NDArray.of(values).reshape(values.length, 1);
  }

  /** True and false positives, true and false negatives of some columns at a threshold, counted one by one. */
  private static double[] counts(double threshold, NDArray weights, int... columns) {
    double[] counts = new double[4];
    for (int row = 0; row < ROWS; row++) {
      for (int label : columns) {
        boolean said = SCORES.get(row, label) > threshold;
        boolean is = TARGETS.get(row, label) == 1;
        counts[said ? is ? 0 : 1 : is ? 3 : 2] += weights == null ? 1 : weights.get(row);
      }
    }
    return counts;
  }

  private static double precision(double[] counts) {
    return counts[0] == 0 ? 0 : counts[0] / (counts[0] + counts[1]);
  }

  private static double recall(double[] counts) {
    return counts[0] == 0 ? 0 : counts[0] / (counts[0] + counts[3]);
  }

  private static double specificity(double[] counts) {
    return counts[2] == 0 ? 0 : counts[2] / (counts[2] + counts[1]);
  }

  @Test
  void countsAreThoseOfEveryThresholdByItselfAndTheirMean() {
    for (NDArray weights : new NDArray[] {null, WEIGHTS}) {
      double[] low = counts(0.25, weights, 0, 1, 2);
      double[] high = counts(0.7, weights, 0, 1, 2);
      assertEverywhere((low[0] + high[0]) / 2, new TruePositives().thresholds(0.7, 0.25), TARGETS, SCORES, weights);
      assertEverywhere((low[1] + high[1]) / 2, new FalsePositives().thresholds(0.25, 0.7), TARGETS, SCORES, weights);
      assertEverywhere((low[2] + high[2]) / 2, new TrueNegatives().thresholds(0.25, 0.7), TARGETS, SCORES, weights);
      assertEverywhere((low[3] + high[3]) / 2, new FalseNegatives().thresholds(0.25, 0.7), TARGETS, SCORES, weights);
      assertEverywhere((recall(low) + recall(high)) / 2, new Recall().thresholds(0.25, 0.7), TARGETS, SCORES, weights);
      Map<String, Double> parts =
          Measured.parts(new Precision().thresholds(0.7, 0.25), TARGETS, SCORES, weights);
      assertEquals(List.of("at_0.25", "at_0.7"), List.copyOf(parts.keySet()));
      assertEquals(precision(low), parts.get("at_0.25"), 1e-6);
      assertEquals(precision(high), parts.get("at_0.7"), 1e-6);
    }
    assertEquals(Map.of(), Measured.parts(new Precision(), TARGETS, SCORES, null));
  }

  @Test
  void oneClassMayCountAlone() {
    assertEverywhere(precision(counts(0.5, WEIGHTS, 1)), new Precision().classId(1), TARGETS, SCORES, WEIGHTS);
    assertEverywhere(recall(counts(0.3, null, 2)), new Recall().classId(2).thresholds(0.3), TARGETS, SCORES, null);
  }

  @Test
  void onlyTheLargestOutputsOfARowMayCount() {
    double hits = 0;
    double said = 0;
    double ones = 0;
    double hitsAbove = 0;
    double saidAbove = 0;
    for (int row = 0; row < ROWS; row++) {
      int r = row;
      int[] best = IntStream.range(0, LABELS).boxed().sorted(Comparator.comparing(i -> -SCORES.get(r, i)))
          .mapToInt(i -> i).limit(2).toArray();
      for (int label : best) {
        hits += WEIGHTS.get(row) * TARGETS.get(row, label);
        said += WEIGHTS.get(row);
        boolean above = SCORES.get(row, label) > 0.6;
        hitsAbove += above ? TARGETS.get(row, label) : 0;
        saidAbove += above ? 1 : 0;
      }
      for (int label = 0; label < LABELS; label++) {
        ones += WEIGHTS.get(row) * TARGETS.get(row, label);
      }
    }
    assertEverywhere(hits / said, new Precision().topK(2), TARGETS, SCORES, WEIGHTS);
    assertEverywhere(hits / ones, new Recall().topK(2), TARGETS, SCORES, WEIGHTS);
    assertEverywhere(hitsAbove / saidAbove, new Precision().topK(2).thresholds(0.6), TARGETS, SCORES, null);
  }

  /** The examples of Keras' documentation. */
  @Test
  void ofEqualOutputsTheFirstAreTheLargest() {
    NDArray targets = NDArray.of(new float[][] {{0, 0, 1, 1}});
    NDArray scores = NDArray.of(new float[][] {{1, 1, 1, 1}});
    assertEverywhere(0, new Precision().topK(2), targets, scores, null);
    assertEverywhere(0.5, new Precision().topK(4), targets, scores, null);
    assertEverywhere(1, new Recall().topK(4), targets, scores, null);
  }

  @Test
  void whatIsNotZeroIsOne() {
    assertEverywhere(2, new TruePositives(), column(0.3, 7, 0), column(0.9, 0.8, 0.7), null);
  }

  /** The examples of Keras' documentation. */
  @Test
  void theBestThresholdUnderAConstraintIsFound() {
    NDArray targets = column(0, 0, 0, 1, 1);
    NDArray scores = column(0, 0.3, 0.8, 0.3, 0.8);
    assertEverywhere(0.5, new SensitivityAtSpecificity(0.5), targets, scores, null);
    assertEverywhere(1.0 / 3, new SensitivityAtSpecificity(0.5), targets, scores, NDArray.of(1.0, 1.0, 2.0, 2.0, 1.0));
    assertEverywhere(2.0 / 3, new SpecificityAtSensitivity(0.5), targets, scores, null);
    assertEverywhere(0.5, new SpecificityAtSensitivity(0.5), targets, scores, NDArray.of(1.0, 1.0, 2.0, 2.0, 2.0));
    assertEverywhere(0.5, new PrecisionAtRecall(0.5), targets, scores, null);
    assertEverywhere(1.0 / 3, new PrecisionAtRecall(0.5), targets, scores, NDArray.of(2.0, 2.0, 2.0, 1.0, 1.0));
    NDArray few = column(0, 0, 1, 1);
    NDArray spread = column(0, 0.5, 0.3, 0.9);
    assertEverywhere(0.5, new RecallAtPrecision(0.8), few, spread, null);
    assertEverywhere(1, new RecallAtPrecision(0.8), few, spread, NDArray.of(1.0, 0.0, 0.0, 1.0));
    assertEverywhere(0, new RecallAtPrecision(0.8), column(1, 0), column(0.2, 0.9), null);
  }

  @Test
  void constraintsAreTriedAtEveryThresholdOfTheClass() {
    for (NDArray weights : new NDArray[] {null, WEIGHTS}) {
      for (double least : new double[] {0.2, 0.6}) {
        double[] best = new double[4];
        for (int i = 0; i < 50; i++) {
          double[] counts = counts(i / 49.0, weights, 1);
          double[][] pairs = {{specificity(counts), recall(counts)}, {recall(counts), specificity(counts)},
              {recall(counts), precision(counts)}, {precision(counts), recall(counts)}};
          for (int kind = 0; kind < 4; kind++) {
            best[kind] = pairs[kind][0] >= least ? Math.max(best[kind], pairs[kind][1]) : best[kind];
          }
        }
        List<Metric> metrics = List.of(new SensitivityAtSpecificity(least).numThresholds(50).classId(1),
            new SpecificityAtSensitivity(least).numThresholds(50).classId(1),
            new PrecisionAtRecall(least).numThresholds(50).classId(1),
            new RecallAtPrecision(least).numThresholds(50).classId(1));
        for (int kind = 0; kind < 4; kind++) {
          assertEverywhere(best[kind], metrics.get(kind), TARGETS, SCORES, weights);
        }
      }
    }
    double[] half = counts(0.5, null, 0, 1, 2);
    assertEverywhere(precision(half), new PrecisionAtRecall(0.01).numThresholds(1), TARGETS, SCORES, null);
  }

  /** Trapezia under the points of the thresholds, and of one below and one above all outputs. */
  private static double area(double[] thresholds, NDArray weights, int... columns) {
    double[] rising = thresholds.clone();
    Arrays.sort(rising);
    double area = 0;
    double[] last = counts(-1, weights, columns);
    for (int i = 0; i <= rising.length; i++) {
      double[] next = counts(i < rising.length ? rising[i] : 2, weights, columns);
      area += (specificity(next) - specificity(last)) * (recall(last) + recall(next)) / 2;
      last = next;
    }
    return area;
  }

  private static double[] even(int n) {
    return IntStream.range(1, n - 1).mapToDouble(i -> i / (n - 1.0)).toArray();
  }

  @Test
  void theAreaHasTheThresholdsThatAreGiven() {
    double[] own = {0.9, 0.15, 0.4};
    for (NDArray weights : new NDArray[] {null, WEIGHTS}) {
      assertEverywhere(area(own, weights, 0, 1, 2), new AUC().thresholds(own), TARGETS, SCORES, weights);
      assertEverywhere(area(even(200), weights, 0, 1, 2), new AUC(), TARGETS, SCORES, weights);
      assertEverywhere(area(even(5), weights, 0, 1, 2), new AUC().numThresholds(5), TARGETS, SCORES, weights);
    }
  }

  @Test
  void labelsMayHaveAreasOfTheirOwn() {
    double[] own = {0.3, 0.6};
    double[] areas = IntStream.range(0, LABELS).mapToDouble(i -> area(own, WEIGHTS, i)).toArray();
    AUC metric = new AUC().multiLabel(true).thresholds(own);
    assertEverywhere((areas[0] + areas[1] + areas[2]) / 3, metric, TARGETS, SCORES, WEIGHTS);
    assertEverywhere((areas[0] + 3 * areas[2]) / 4, metric.labelWeights(1, 0, 3).numLabels(3), TARGETS, SCORES,
        WEIGHTS);
    assertEverywhere(IntStream.range(0, LABELS).mapToDouble(i -> area(even(200), null, i)).sum() / 3,
        new AUC().multiLabel(true), TARGETS, SCORES, null);
  }

  @Test
  void labelsThatAreCountedTogetherMayCountDifferently() {
    // A label that counts nothing is not there, and twice the same weight changes nothing.
    assertEverywhere(area(even(200), WEIGHTS, 0, 2), new AUC().labelWeights(2, 0, 2), TARGETS, SCORES, WEIGHTS);
    double[] low = counts(0.5, null, 0);
    double[] other = counts(0.5, null, 1, 2);
    double tp = 3 * low[0] + other[0];
    double fp = 3 * low[1] + other[1];
    double tn = 3 * low[2] + other[2];
    double fn = 3 * low[3] + other[3];
    double fpRate = fp / (fp + tn);
    double tpRate = tp / (tp + fn);
    // Through (0, 0), the one point, and (1, 1).
    assertEverywhere(fpRate * tpRate / 2 + (1 - fpRate) * (tpRate + 1) / 2,
        new AUC().numThresholds(3).labelWeights(3, 1, 1), TARGETS, SCORES, null);
  }

  @Test
  void logitsAreMadeProbabilities() {
    double[] logits = Arrays.stream(SCORES.toDoubleArray()).map(p -> Math.log(p / (1 - p))).toArray();
    NDArray outputs = NDArray.of(SCORES.shape(), logits);
    assertEverywhere(area(even(10), WEIGHTS, 0, 1, 2), new AUC().numThresholds(10).fromLogits(true), TARGETS, outputs,
        WEIGHTS);
  }

  @Test
  void outputsBeyondOneAndZeroAreAtTheEnds() {
    assertEverywhere(1, new AUC(), column(1, 0, 1, 0), column(7, -3, 1, 0), null);
  }

  private static String message(Metric metric, NDArray targets, NDArray scores) {
    return assertThrows(IllegalArgumentException.class,
        () -> Measured.parts(metric, targets, scores, null)).getMessage();
  }

  @Test
  void settingsThatDoNotFitTheOutputAreNamed() {
    assertEquals("Precision: classId=3 expects an output with at least 4 classes along its last axis, got shape "
        + "(11, 3)", message(new Precision().classId(3), TARGETS, SCORES));
    assertEquals("Recall: topK=4 expects an output with at least 4 classes along its last axis, got shape (11, 3)",
        message(new Recall().topK(4), TARGETS, SCORES));
    assertEquals("AUC: labelWeights is for 2 labels, but the output has shape (11, 3)",
        message(new AUC().labelWeights(1, 2), TARGETS, SCORES));
    assertEquals("AUC: numLabels is for 2 labels, but the output has shape (11, 3)",
        message(new AUC().multiLabel(true).numLabels(2), TARGETS, SCORES));
    assertEquals("AUC: `numLabels` is needed only when `multiLabel` is true",
        message(new AUC().numLabels(3), TARGETS, SCORES));
    assertEquals("AUC: the output must have rank 2 when multiLabel=true, got shape (1, 11, 3)",
        message(new AUC().multiLabel(true), TARGETS.reshape(1, 11, 3), SCORES.reshape(1, 11, 3)));
    assertEquals("AUC: 20000000 thresholds for 1 labels are more than can be counted exactly",
        message(new AUC().numThresholds(20000000), TARGETS, SCORES));
  }
}
