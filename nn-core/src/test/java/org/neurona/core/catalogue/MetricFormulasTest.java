package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.metrics.AUC;
import org.neurona.metrics.CosineSimilarity;
import org.neurona.metrics.F1Score;
import org.neurona.metrics.FBetaScore;
import org.neurona.metrics.FalseNegatives;
import org.neurona.metrics.FalsePositives;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.metrics.Precision;
import org.neurona.metrics.Recall;
import org.neurona.metrics.SparseTopKCategoricalAccuracy;
import org.neurona.metrics.TopKCategoricalAccuracy;
import org.neurona.metrics.TrueNegatives;
import org.neurona.metrics.TruePositives;
import org.neurona.ops.Tensor;

/** Metrics that count decisions, or stand for a loss; accuracies and plain errors are {@link MetricsTest}'s. */
class MetricFormulasTest {
  private static final double TOLERANCE = 1e-6;
  private static final NDArray IS_ONE = NDArray.of(new double[][] {{1}, {1}, {0}, {0}, {1}});
  private static final NDArray SCORES = NDArray.of(new double[][] {{0.9}, {0.4}, {0.6}, {0.1}, {0.7}});
  private static final NDArray WEIGHTS = NDArray.of(1.0, 2.0, 3.0, 4.0, 5.0);

  private static void assertMetric(double expected, Backend backend, Metric metric, NDArray yTrue, NDArray yPred) {
    assertEquals(expected, Measured.result(backend, metric, yTrue, yPred, null), TOLERANCE * Math.max(1, expected),
        metric.toString());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void decisionsAreCountedByWhatTheyAreAndWhatIsSaid(Backend backend) {
    assertMetric(2, backend, new TruePositives(), IS_ONE, SCORES);
    assertMetric(1, backend, new FalsePositives(), IS_ONE, SCORES);
    assertMetric(1, backend, new TrueNegatives(), IS_ONE, SCORES);
    assertMetric(1, backend, new FalseNegatives(), IS_ONE, SCORES);
    assertMetric(2.0 / 3, backend, new Precision(), IS_ONE, SCORES);
    assertMetric(2.0 / 3, backend, new Recall(), IS_ONE, SCORES);
    assertMetric(1, backend, new Recall().thresholds(0.3), IS_ONE, SCORES);
    assertMetric(3.0 / 4, backend, new Precision().thresholds(0.3), IS_ONE, SCORES);
    assertMetric(0, backend, new Precision().thresholds(0.95), IS_ONE, SCORES);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void rowsCountByTheirWeights(Backend backend) {
    assertEquals(6, Measured.result(backend, new TruePositives(), IS_ONE, SCORES, WEIGHTS), TOLERANCE);
    assertEquals(6.0 / 9, Measured.result(backend, new Precision(), IS_ONE, SCORES, WEIGHTS), TOLERANCE);
    assertEquals(6.0 / 8, Measured.result(backend, new Recall(), IS_ONE, SCORES, WEIGHTS), TOLERANCE);
    // Of the pairs of a one and a zero, by weight: 0.9 and 0.7 are above both zeros, 0.4 above that of 0.1 only.
    assertEquals((1 * 7 + 2 * 4 + 5 * 7) / (8 * 7.0),
        Measured.result(backend, new AUC(), IS_ONE, SCORES, WEIGHTS), TOLERANCE);
  }

  /** The area under the ROC curve is the part of all pairs of a one and a zero that are in order. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theAreaUnderTheRocCurveIsThePartOfPairsInOrder(Backend backend) {
    assertMetric(5.0 / 6, backend, new AUC(), IS_ONE, SCORES);
    // Keras' documentation: with 3 thresholds tp = (2, 1, 0), fp = (2, 0, 0).
    NDArray labels = NDArray.of(0.0, 0.0, 1.0, 1.0).reshape(4, 1);
    NDArray scores = NDArray.of(0.0, 0.5, 0.3, 0.9).reshape(4, 1);
    assertMetric(0.75, backend, new AUC().numThresholds(3), labels, scores);
    assertMetric(0.5, backend, new AUC().numThresholds(3).summationMethod("minoring"), labels, scores);
    assertMetric(1, backend, new AUC().numThresholds(3).summationMethod("majoring"), labels, scores);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theAreaUnderThePrecisionRecallCurveIsInterpolatedAlongTruePositives(Backend backend) {
    NDArray labels = NDArray.of(0.0, 0.0, 1.0, 1.0).reshape(4, 1);
    NDArray scores = NDArray.of(0.0, 0.5, 0.3, 0.9).reshape(4, 1);
    // tp = (2, 1, 0), all positives (4, 1, 0). From 1 to 4 positives the slope is 1/3 and the intercept 2/3: the
    // integral of precision over recall is 1/3 (1 + 2/3 ln 4) / 2; before, precision is 1 over a recall of 1/2.
    double expected = (1 + 2.0 / 3 * Math.log(4)) / 3 / 2 + 0.5;
    assertMetric(expected, backend, new AUC().curve("PR").numThresholds(3), labels, scores);
    // Precision (1/2, 1, 0) at recall (1, 1/2, 0).
    assertMetric(0.5 * 1 + 0.5 * 1, backend, new AUC().curve("PR").numThresholds(3).summationMethod("majoring"), labels,
        scores);
    assertMetric(0.5 * 0.5 + 0.5 * 0, backend, new AUC().curve("PR").numThresholds(3).summationMethod("minoring"),
        labels, scores);
  }

  /** Classes 0, 1, 2 have 2, 1 and 1 rows; the outputs say 0, 1, 1, 2. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void scoresOfClassesAreAveraged(Backend backend) {
    NDArray yTrue = NDArray.of(new double[][] {{1, 0, 0}, {1, 0, 0}, {0, 1, 0}, {0, 0, 1}});
    NDArray yPred = NDArray.of(new double[][] {{0.8, 0.1, 0.1}, {0.3, 0.6, 0.1}, {0.2, 0.7, 0.1}, {0.1, 0.2, 0.7}});
    // Precision 1, 1/2, 1 and recall 1/2, 1, 1.
    double first = 2.0 / 3;
    assertMetric((first + first + 1) / 3, backend, new F1Score(), yTrue, yPred);
    assertMetric((2 * first + first + 1) / 4, backend, new F1Score().average("weighted"), yTrue, yPred);
    assertMetric(0.75, backend, new F1Score().average("micro"), yTrue, yPred);
    double recallDear = 5 * 1 * 0.5 / (4 * 1 + 0.5);
    double precisionDear = 5 * 0.5 * 1 / (4 * 0.5 + 1);
    assertMetric((recallDear + precisionDear + 1) / 3, backend, new FBetaScore().beta(2), yTrue, yPred);
    // Above 0.25 the second row is said to be of class 0 too: precision 1, 1/2, 1 and recall 1.
    assertMetric((1 + first + 1) / 3, backend, new F1Score().threshold(0.25), yTrue, yPred);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theTrueClassMayBeAmongTheLargest(Backend backend) {
    NDArray scores = NDArray.of(new double[][] {{0.1, 0.2, 0.3, 0.4}, {0.4, 0.3, 0.2, 0.1}, {0.2, 0.4, 0.3, 0.1}});
    NDArray classes = NDArray.of(2f, 0f, 3f);
    NDArray oneHot = NDArray.of(new double[][] {{0, 0, 1, 0}, {1, 0, 0, 0}, {0, 0, 0, 1}});
    for (int k = 1; k <= 4; k++) {
      double expected = new double[] {1, 2, 2, 3}[k - 1] / 3;
      assertMetric(expected, backend, new SparseTopKCategoricalAccuracy().k(k), classes, scores);
      assertMetric(expected, backend, new TopKCategoricalAccuracy().k(k), oneHot, scores);
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aMetricThatStandsForALossIsItsMeanOverRowsByWeight(Backend backend) {
    NDArray yTrue = NDArray.of(new double[][] {{0, 1, 0}, {1, 0, 0}});
    NDArray yPred = NDArray.of(new double[][] {{0.2, 0.7, 0.1}, {0.6, 0.1, 0.3}});
    for (String name : List.of("binary_crossentropy", "categorical_crossentropy", "kl_divergence", "poisson", "hinge",
        "squared_hinge", "categorical_hinge", "mean_absolute_percentage_error", "mean_squared_logarithmic_error",
        "logcosh", "sparse_categorical_crossentropy")) {
      NDArray targets = name.startsWith("sparse_") ? yTrue.argMax() : yTrue;
      double first = row(backend, Losses.get(name), targets, yPred, 0);
      double second = row(backend, Losses.get(name), targets, yPred, 1);
      assertMetric((first + second) / 2, backend, Metrics.get(name), targets, yPred);
      assertEquals((first + 3 * second) / 4,
          Measured.result(backend, Metrics.get(name), targets, yPred, NDArray.of(1.0, 3.0)),
          1e-5 * (1 + second), name);
    }
    double cosine = 0.7 / Math.sqrt(0.04 + 0.49 + 0.01);
    assertMetric(cosine, backend, new CosineSimilarity(), yTrue.slice(0, 1), yPred.slice(0, 1));
  }

  private static double row(Backend backend, Loss loss, NDArray yTrue, NDArray yPred, int row) {
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    Tensor target = Computed.input(yTrue.slice(row, row + 1).shape().dims());
    Tensor output = Computed.input(yPred.slice(row, row + 1).shape().dims());
    fed.put(target, yTrue.slice(row, row + 1));
    fed.put(output, yPred.slice(row, row + 1));
    return Computed.value(backend, fed, loss.batchLoss(target, output, null))[0];
  }

  @Test
  void everyMetricOfTheCatalogueIsTriedSomewhere() {
    Set<String> tried = new TreeSet<>(Set.of("accuracy", "binary_accuracy", "categorical_accuracy",
        "sparse_categorical_accuracy", "mean_absolute_error", "mean_squared_error", "root_mean_squared_error",
        "true_positives", "false_positives", "true_negatives", "false_negatives", "precision", "recall", "auc"));
    tried.addAll(Set.of("f1_score", "fbeta_score", "top_k_categorical_accuracy", "sparse_top_k_categorical_accuracy",
        "binary_crossentropy", "categorical_crossentropy", "sparse_categorical_crossentropy", "kl_divergence",
        "cosine_similarity"));
    tried.addAll(Set.of("poisson", "hinge", "squared_hinge", "categorical_hinge", "mean_absolute_percentage_error",
        "mean_squared_logarithmic_error", "logcosh"));
    // ThresholdMetricsTest, IoUMetricsTest, RegressionMetricsTest
    tried.addAll(Set.of("precision_at_recall", "recall_at_precision", "sensitivity_at_specificity",
        "specificity_at_sensitivity", "io_u", "mean_io_u", "one_hot_io_u", "one_hot_mean_io_u", "binary_io_u"));
    tried.addAll(Set.of("r2_score", "pearson_correlation", "concordance_correlation", "mean", "sum"));
    assertEquals(tried, Metrics.catalogue().entries().stream().map(Metric::name)
        .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void outputsOfAnyRankAreCounted() {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    NDArray labels = NDArray.wrap(Shape.of(2, 2, 1), new double[] {1, 0, 1, 1});
    NDArray scores = NDArray.wrap(Shape.of(2, 2, 1), new double[] {0.9, 0.8, 0.2, 0.7});
    assertMetric(2.0 / 3, backend, new Precision(), labels, scores);
    assertMetric(1.0 / 3, backend, new AUC(), labels, scores);
  }
}
