package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.metrics.AccuracyByTarget;
import org.neurona.metrics.BinaryAccuracy;
import org.neurona.metrics.CategoricalAccuracy;
import org.neurona.metrics.Direction;
import org.neurona.metrics.MeanAbsoluteError;
import org.neurona.metrics.MeanSquaredError;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.metrics.OneHotIoU;
import org.neurona.metrics.OneHotMeanIoU;
import org.neurona.metrics.RootMeanSquaredError;
import org.neurona.metrics.SparseCategoricalAccuracy;

/** Metrics against numbers worked out by hand. */
class MetricsTest {
  /** The metrics that must be told how many classes there are. */
  private static final Map<String, Metric> THREE_CLASSES = Map.of("OneHotIoU", new OneHotIoU(3, 1, 2), "OneHotMeanIoU",
      new OneHotMeanIoU(3));
  private static final double TOLERANCE = 1e-6;
  private static final NDArray SCORES =
      NDArray.of(new double[][] {{0.1, 0.7, 0.2}, {0.5, 0.3, 0.2}, {0.2, 0.2, 0.6}, {0.4, 0.5, 0.1}});
  private static final NDArray CLASSES = NDArray.of(1f, 0f, 1f, 1f);
  private static final NDArray ONE_HOT = NDArray.of(new double[][] {{0, 1, 0}, {1, 0, 0}, {0, 1, 0}, {0, 1, 0}});

  private static void assertMetric(double expected, Backend backend, Metric metric, NDArray yTrue, NDArray yPred) {
    assertEquals(expected, Measured.result(backend, metric, yTrue, yPred, null), TOLERANCE, metric.name());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void accuraciesCountHits(Backend backend) {
    assertMetric(0.75, backend, new SparseCategoricalAccuracy(), CLASSES, SCORES);
    assertMetric(0.75, backend, new SparseCategoricalAccuracy(), CLASSES.reshape(4, 1), SCORES);
    assertMetric(0.75, backend, new CategoricalAccuracy(), ONE_HOT, SCORES);
    NDArray sides = NDArray.of(new double[][] {{0.9}, {0.5}, {0.4}, {0.6}});
    assertMetric(0.75, backend, new BinaryAccuracy(), NDArray.of(1.0, 0.0, 1.0, 1.0), sides);
    assertMetric(1, backend, new BinaryAccuracy().threshold(0.3), NDArray.of(1.0, 1.0, 1.0, 1.0), sides);
    assertMetric(5.0 / 6, backend, new BinaryAccuracy(), NDArray.of(new double[][] {{1, 0, 1}, {0, 0, 1}}),
        NDArray.of(new double[][] {{0.9, 0.1, 0.2}, {0.3, 0.4, 0.8}}));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void errorsAreMeansOverAllRows(Backend backend) {
    NDArray yTrue = NDArray.of(new double[][] {{0, 1}, {2, 3}});
    NDArray yPred = NDArray.of(new double[][] {{1, 1}, {4, 0}});
    assertMetric(6.0 / 4, backend, new MeanAbsoluteError(), yTrue, yPred);
    assertMetric(14.0 / 4, backend, new MeanSquaredError(), yTrue, yPred);
    assertMetric(Math.sqrt(14.0 / 4), backend, new RootMeanSquaredError(), yTrue, yPred);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void weightsCountRows(Backend backend) {
    NDArray weights = NDArray.of(1.0, 2.0, 3.0, 0.0);
    Metric accuracy = new SparseCategoricalAccuracy();
    assertEquals(3.0 / 6, Measured.result(backend, accuracy, CLASSES, SCORES, weights), TOLERANCE);
    Metric error = new RootMeanSquaredError();
    NDArray yTrue = NDArray.of(new double[][] {{0}, {0}, {0}, {0}});
    NDArray yPred = NDArray.of(new double[][] {{1}, {2}, {3}, {100}});
    assertEquals(Math.sqrt((1 + 8 + 27) / 6.0), Measured.result(backend, error, yTrue, yPred, weights),
        TOLERANCE);
    assertEquals(0, Measured.result(backend, accuracy, CLASSES, SCORES, NDArray.zeros(4)), 0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void weightsOfSequencesCountForEachPlace(Backend backend) {
    NDArray yTrue = NDArray.of(new double[][][] {{{0}, {0}}, {{0}, {0}}});
    NDArray yPred = NDArray.of(new double[][][] {{{1}, {2}}, {{3}, {4}}});
    Metric error = new MeanAbsoluteError();
    assertEquals((1 + 2 + 3 * (3 + 4)) / 8.0,
        Measured.result(backend, error, yTrue, yPred, NDArray.of(1.0, 3.0)), TOLERANCE);
  }

  @Test
  void batchesOfDifferentSizeAddUp() {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    NDArray yPred = Computed.random(new Random(1), Shape.of(11, 3), 0, 1);
    NDArray yTrue = Computed.random(new Random(2), Shape.of(11, 3), 0, 1);
    NDArray weights = Computed.random(new Random(3), Shape.of(11), 0, 2);
    for (Metric entry : Metrics.catalogue().entries()) {
      Metric metric = THREE_CLASSES.getOrDefault(entry.className(), entry);
      NDArray targets = metric.name().startsWith("sparse_") ? yTrue.argMax() : yTrue;
      for (NDArray rowWeights : new NDArray[] {null, weights}) {
        double[] all = Measured.statistics(backend, metric, targets, yPred, rowWeights);
        double[] sum = Measured.totals(backend, metric, targets, yPred, rowWeights, 4);
        Computed.assertClose(all, sum, 1e-12, metric.name());
        assertEquals(metric.result(all), metric.result(sum), 1e-12, metric.name());
        assertEquals(metric.parts(all).keySet(), metric.parts(sum).keySet(), metric.name());
      }
    }
  }

  @Test
  void accuracyIsChosenByTheShapes() {
    Metric accuracy = new AccuracyByTarget();
    assertInstanceOf(BinaryAccuracy.class, accuracy.resolve(Shape.of(8), Shape.of(8, 1)));
    assertInstanceOf(BinaryAccuracy.class, accuracy.resolve(Shape.of(8, 1), Shape.of(8, 1)));
    assertInstanceOf(SparseCategoricalAccuracy.class, accuracy.resolve(Shape.of(8), Shape.of(8, 10)));
    assertInstanceOf(SparseCategoricalAccuracy.class, accuracy.resolve(Shape.of(8, 1), Shape.of(8, 10)));
    assertInstanceOf(CategoricalAccuracy.class, accuracy.resolve(Shape.of(8, 10), Shape.of(8, 10)));
    assertEquals(Direction.UP, accuracy.direction());
  }

  @Test
  void otherShapesAreRefused() {
    assertEquals("Arguments `target` and `output` must have the same shape. Received: "
        + "target.shape=(4, 2), output.shape=(4, 3)", assertThrows(IllegalArgumentException.class,
            () -> new MeanSquaredError().statistics(Computed.input(4, 2), Computed.input(4, 3), null)).getMessage());
  }
}
