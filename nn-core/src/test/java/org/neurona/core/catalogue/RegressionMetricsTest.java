package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.core.catalogue.Measured.assertEverywhere;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.metrics.Accuracy;
import org.neurona.metrics.BinaryCrossentropy;
import org.neurona.metrics.CategoricalCrossentropy;
import org.neurona.metrics.ConcordanceCorrelation;
import org.neurona.metrics.CosineSimilarity;
import org.neurona.metrics.Mean;
import org.neurona.metrics.Metric;
import org.neurona.metrics.PearsonCorrelation;
import org.neurona.metrics.R2Score;
import org.neurona.metrics.SparseCategoricalCrossentropy;
import org.neurona.metrics.Sum;
import org.neurona.ops.Ops;

/** Metrics of numbers and probabilities with their settings, against their definitions in plain loops. */
class RegressionMetricsTest {
  private static final int ROWS = 11;
  private static final int OUTPUTS = 3;
  private static final NDArray TARGETS = Computed.random(new Random(1), Shape.of(ROWS, OUTPUTS), -1, 3);
  private static final NDArray OUTPUT = near(TARGETS);
  private static final NDArray WEIGHTS = Computed.random(new Random(3), Shape.of(ROWS), 0, 2);
  private static final NDArray[] WEIGHTED_OR_NOT = {null, WEIGHTS};

  private static NDArray near(NDArray targets) {
    double[] noise = Computed.random(new Random(2), targets.shape(), -0.5, 0.5).toDoubleArray();
    double[] values = targets.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      values[i] += noise[i];
    }
    return NDArray.of(targets.shape(), values);
  }

  private static double weight(NDArray weights, int row) {
    return weights == null ? 1 : weights.get(row);
  }

  /** The sum of the squared errors of an output, and that of the distances of its targets from their mean. */
  private static double[] squares(NDArray weights, int output) {
    double mean = 0;
    double sum = 0;
    for (int row = 0; row < ROWS; row++) {
      mean += weight(weights, row) * TARGETS.getDouble(row, output);
      sum += weight(weights, row);
    }
    mean /= sum;
    double[] squares = new double[2];
    for (int row = 0; row < ROWS; row++) {
      squares[0] += weight(weights, row) * Math.pow(TARGETS.getDouble(row, output) - OUTPUT.getDouble(row, output), 2);
      squares[1] += weight(weights, row) * Math.pow(TARGETS.getDouble(row, output) - mean, 2);
    }
    return squares;
  }

  @Test
  void theCoefficientOfDeterminationIsWhatIsExplained() {
    for (NDArray weights : WEIGHTED_OR_NOT) {
      double[] scores = new double[OUTPUTS];
      double residuals = 0;
      double variations = 0;
      for (int i = 0; i < OUTPUTS; i++) {
        double[] squares = squares(weights, i);
        scores[i] = 1 - squares[0] / squares[1];
        residuals += squares[0];
        variations += squares[1];
      }
      double mean = Arrays.stream(scores).average().orElseThrow();
      assertEverywhere(mean, new R2Score(), TARGETS, OUTPUT, weights);
      assertEverywhere(mean, new R2Score().classAggregation(null), TARGETS, OUTPUT, weights);
      // sum(v (1 - r / v)) / sum(v)
      assertEverywhere(1 - residuals / variations, new R2Score().classAggregation("variance_weighted_average"), TARGETS,
          OUTPUT, weights);
      assertEverywhere(1 - (1 - mean) * 32 / 28, new R2Score().numRegressors(4), TARGETS, OUTPUT, weights);
      Map<String, Double> parts = Measured.parts(new R2Score().classAggregation(null), TARGETS, OUTPUT, weights);
      assertEquals(List.of("output_0", "output_1", "output_2"), List.copyOf(parts.keySet()));
      assertEquals(scores[2], parts.get("output_2"), 1e-6);
    }
    assertEquals(Map.of(), Measured.parts(new R2Score(), TARGETS, OUTPUT, null));
  }

  @Test
  void theCoefficientOfDeterminationHasKerasEdges() {
    // The example of Keras' documentation: 1 - 2 / (14 / 3).
    NDArray targets = NDArray.of(new float[][] {{1}, {4}, {3}});
    NDArray outputs = NDArray.of(new float[][] {{2}, {4}, {4}});
    assertEverywhere(4.0 / 7, new R2Score(), targets, outputs, null);
    // As many independent variables as leave no freedom: the plain score.
    assertEverywhere(4.0 / 7, new R2Score().numRegressors(2), targets, outputs, null);
    assertEverywhere(1 - 3.0 / 7 * 2 / 1, new R2Score().numRegressors(1), targets, outputs, null);
    // Where targets don't vary there is nothing to explain.
    assertEverywhere(0, new R2Score(), NDArray.of(new float[][] {{2}, {2}}), NDArray.of(new float[][] {{2}, {3}}),
        null);
    assertEquals("R2Score expects 2D inputs with shape (batch_size, output_dim). Received input shapes: "
        + "y_pred.shape=(1, 11, 3) and y_true.shape=(1, 11, 3)", assertThrows(IllegalArgumentException.class,
            () -> Measured.parts(new R2Score(), TARGETS.reshape(1, 11, 3), OUTPUT.reshape(1, 11, 3), null))
            .getMessage());
  }

  private static double mean(double[] x) {
    return Arrays.stream(x).average().orElseThrow();
  }

  private static double covariance(double[] x, double[] y) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (x[i] - mean(x)) * (y[i] - mean(y));
    }
    return sum / x.length;
  }

  private static double pearson(double[] x, double[] y) {
    return covariance(x, y) / Math.sqrt(covariance(x, x) * covariance(y, y));
  }

  private static double concordance(double[] x, double[] y) {
    return 2 * covariance(x, y) / (covariance(x, x) + covariance(y, y) + Math.pow(mean(x) - mean(y), 2));
  }

  @Test
  void correlationsAreMeansOverRows() {
    for (NDArray weights : WEIGHTED_OR_NOT) {
      double pearson = 0;
      double concordance = 0;
      double sum = 0;
      for (int row = 0; row < ROWS; row++) {
        double[] x = TARGETS.row(row).toDoubleArray();
        double[] y = OUTPUT.row(row).toDoubleArray();
        pearson += weight(weights, row) * pearson(x, y);
        concordance += weight(weights, row) * concordance(x, y);
        sum += weight(weights, row);
      }
      assertEverywhere(pearson / sum, new PearsonCorrelation(), TARGETS, OUTPUT, weights);
      assertEverywhere(concordance / sum, new ConcordanceCorrelation(), TARGETS, OUTPUT, weights);
    }
  }

  /** The examples of Keras' documentation. */
  @Test
  void correlationsGiveTheNumbersThatKerasDocuments() {
    NDArray targets = NDArray.of(new double[][] {{0, 1, 0.5}, {1, 1, 0.2}});
    NDArray outputs = NDArray.of(new double[][] {{0.1, 0.9, 0.5}, {1, 0.9, 0.2}});
    assertEverywhere(0.9966996338993913, new PearsonCorrelation(), targets, outputs, null);
    assertEverywhere(0.9816320385426076, new ConcordanceCorrelation(), targets, outputs, null);
  }

  @Test
  void correlationsMayGoAlongOtherAxes() {
    NDArray targets = Computed.random(new Random(8), Shape.of(5, 4, 2), -1, 1);
    NDArray outputs = near(targets);
    double all = 0;
    for (int row = 0; row < 5; row++) {
      all += pearson(targets.row(row).toDoubleArray(), outputs.row(row).toDoubleArray()) / 5;
    }
    assertEverywhere(all, new PearsonCorrelation().axis(1, 2), targets, outputs, null);
    // Along the rows of a batch there is a coefficient for each column.
    double columns = 0;
    for (int output = 0; output < OUTPUTS; output++) {
      double[] x = new double[ROWS];
      double[] y = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        x[row] = TARGETS.getDouble(row, output);
        y[row] = OUTPUT.getDouble(row, output);
      }
      columns += pearson(x, y) / OUTPUTS;
    }
    Metric along = new PearsonCorrelation().axis(0);
    assertEquals(columns, Measured.result(Backends.all().findFirst().orElseThrow().getPayload(), along,
        TARGETS, OUTPUT, null), 1e-6);
    assertEquals("PearsonCorrelation: sample weights need a value for each row. There are 11 rows, and the values have "
        + "shape (3,)", assertThrows(IllegalArgumentException.class,
            () -> Measured.parts(along, TARGETS, OUTPUT, WEIGHTS)).getMessage());
    assertEquals("PearsonCorrelation: there is no axis 2 in an output of shape (11, 3)",
        assertThrows(IllegalArgumentException.class,
            () -> Measured.parts(new PearsonCorrelation().axis(2), TARGETS, OUTPUT, null)).getMessage());
  }

  @Test
  void cosinesMayGoAlongAnotherAxis() {
    NDArray targets = NDArray.of(new double[][][] {{{3, 0}, {4, 1}}, {{0, 2}, {1, 0}}});
    NDArray outputs = NDArray.of(new double[][][] {{{4, 0}, {3, -1}}, {{0, 1}, {1, 1}}});
    double first = 24.0 / 25;
    double last = 1 / Math.sqrt(2);
    assertEverywhere((first - 1 + 1 + last) / 4, new CosineSimilarity().axis(1), targets, outputs, null);
    assertEverywhere((first - 1 + 3 * (1 + last)) / 8, new CosineSimilarity().axis(1), targets, outputs,
        NDArray.of(1.0, 3.0));
  }

  @Test
  void outputsThemselvesHaveAMeanAndASum() {
    NDArray outputs = NDArray.of(new float[][] {{1}, {3}, {5}, {7}});
    NDArray none = NDArray.zeros(4);
    assertEverywhere(4, new Mean(), none, outputs, null);
    assertEverywhere(2, new Mean(), none, outputs, NDArray.of(1.0, 1.0, 0.0, 0.0));
    assertEverywhere(16, new Sum(), none, outputs, null);
    assertEverywhere(4, new Sum(), none, outputs, NDArray.of(1.0, 1.0, 0.0, 0.0));
    assertEverywhere((1 + 3 + 3 * (5 + 7)) / 8.0, new Mean(), NDArray.zeros(2), outputs.reshape(2, 2),
        NDArray.of(1.0, 3.0));
  }

  @Test
  void accuracyAsAClassIsEquality() {
    NDArray targets = NDArray.of(1f, 2f, 3f, 4f);
    NDArray outputs = NDArray.of(new float[][] {{0}, {2}, {3}, {4}});
    assertEverywhere(0.75, new Accuracy(), targets, outputs, null);
    assertEverywhere(0.5, new Accuracy(), targets, outputs, NDArray.of(1.0, 1.0, 0.0, 0.0));
  }

  @Test
  void aFunctionIsAMetricToo() {
    Metric largest = Metric.of("largest_error", (t, a) -> Ops.max(Ops.abs(Ops.subtract(a, t)), false, -1));
    NDArray targets = NDArray.of(new float[][] {{0, 0}, {0, 0}});
    NDArray outputs = NDArray.of(new float[][] {{1, -2}, {4, 3}});
    assertEverywhere(3, largest, targets, outputs, null);
    assertEverywhere((2 + 3 * 4) / 4.0, largest, targets, outputs, NDArray.of(1.0, 3.0));
    assertEquals("largest_error", largest.name());
    // Numbers of classes reach the function as they are.
    Metric hits = Metric.of("hits", (t, a) -> Ops.equal(t, Ops.argMax(a)));
    assertEverywhere(0.5, hits, NDArray.of(0f, 1f), outputs, null);
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  @Test
  void binaryCrossentropyTakesLogitsAndSmoothsLabels() {
    double[] logits = {0.3, -1.2, 2};
    double[] targets = {1, 0, 0};
    double[] weights = {1, 2, 0.5};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      double t = targets[i] * 0.8 + 0.1;
      double p = sigmoid(logits[i]);
      sum -= weights[i] * (t * Math.log(p) + (1 - t) * Math.log(1 - p));
    }
    assertEverywhere(sum / 3.5, new BinaryCrossentropy().fromLogits(true).labelSmoothing(0.2), NDArray.of(targets),
        NDArray.of(logits).reshape(3, 1), NDArray.of(weights));
  }

  /** Two rows of three classes at two places, the classes on axis 1. */
  @Test
  void categoricalCrossentropiesTakeLogitsOnAnyAxisAndSmoothLabels() {
    double[][][] logits = {{{0.1, 1}, {-0.4, 0.2}, {2, 0}}, {{1, 1}, {0.5, -1}, {0, 0.3}}};
    int[][] classes = {{2, 0}, {1, 1}};
    double[] weights = {1, 3};
    double[][][] oneHot = new double[2][3][2];
    double plain = 0;
    double smoothed = 0;
    for (int row = 0; row < 2; row++) {
      for (int place = 0; place < 2; place++) {
        oneHot[row][classes[row][place]][place] = 1;
        double sum = 0;
        for (int label = 0; label < 3; label++) {
          sum += Math.exp(logits[row][label][place]);
        }
        for (int label = 0; label < 3; label++) {
          double t = oneHot[row][label][place];
          double logP = logits[row][label][place] - Math.log(sum);
          plain -= weights[row] * t * logP / 8;
          smoothed -= weights[row] * (t * 0.7 + 0.1) * logP / 8;
        }
      }
    }
    NDArray outputs = NDArray.of(logits);
    NDArray rows = NDArray.of(weights);
    assertEverywhere(smoothed, new CategoricalCrossentropy().fromLogits(true).labelSmoothing(0.3).axis(1),
        NDArray.of(oneHot), outputs, rows);
    assertEverywhere(plain, new SparseCategoricalCrossentropy().fromLogits(true).axis(-2), NDArray.of(classes), outputs,
        rows);
  }
}
