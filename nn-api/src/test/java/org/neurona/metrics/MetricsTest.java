package org.neurona.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.ops.Placeholder;
import org.neurona.ops.Tensor;

/** Names, directions and shapes of metrics; their numbers are tested where an engine is. */
class MetricsTest {
  private static Tensor of(int... dims) {
    return Tensor.of(new Placeholder("x", Shape.of(dims)));
  }

  private static String message(Metric metric, Tensor target, Tensor output) {
    return assertThrows(IllegalArgumentException.class, () -> metric.statistics(target, output, null)).getMessage();
  }

  @Test
  void namesAreThoseOfKerasLogs() {
    Map<String, Boolean> largerIsBetter = new TreeMap<>();
    Metrics.catalogue().entries().forEach(metric -> largerIsBetter.put(metric.name(), metric.largerIsBetter()));

    assertEquals("{accuracy=true, binary_accuracy=true, categorical_accuracy=true, mean_absolute_error=false, "
        + "mean_squared_error=false, root_mean_squared_error=false, sparse_categorical_accuracy=true}",
        largerIsBetter.toString());
  }

  @Test
  void shortNamesAreTheSameMetric() {
    assertSame(Metrics.get("accuracy"), Metrics.get("acc"));
    assertSame(Metrics.get("mean_absolute_error"), Metrics.get("mae"));
    assertSame(Metrics.get("mean_squared_error"), Metrics.get("MSE"));
  }

  @Test
  void statisticsAreASumAndACount() {
    for (Metric metric : Metrics.catalogue().entries()) {
      Tensor target = metric instanceof SparseCategoricalAccuracy ? of(4) : of(4, 3);
      for (Tensor weights : java.util.Arrays.asList(null, of(4))) {
        assertEquals(Shape.of(2), metric.statistics(target, of(4, 3), weights).shape(), metric.name());
      }
    }
  }

  @Test
  void theMeanOfNothingIsZero() {
    for (Metric metric : Metrics.catalogue().entries()) {
      assertEquals(0, metric.result(new double[] {0, 0}), metric.name());
    }
  }

  @Test
  void targetsThatDoNotFitAreNamedWithBothShapes() {
    String same = "Arguments `target` and `output` must have the same shape. Received: target.shape=";
    for (Metric metric : List.of(new MeanSquaredError(), new MeanAbsoluteError(), new RootMeanSquaredError(),
        new CategoricalAccuracy(), new BinaryAccuracy())) {
      assertEquals(same + "(4, 2), output.shape=(4, 3)", message(metric, of(4, 2), of(4, 3)));
      assertEquals(same + "(4,), output.shape=(4, 3)", message(metric, of(4), of(4, 3)));
    }
    assertEquals("Arguments `target` and `output` must have the same shape up until the last dimension. Received: "
        + "target.shape=(4, 2), output.shape=(4, 3)", message(new SparseCategoricalAccuracy(), of(4, 2), of(4, 3)));
  }

  @Test
  void theThresholdCanBeRead() {
    assertEquals(0.5, new BinaryAccuracy().threshold());
    assertEquals(0.25, new BinaryAccuracy().threshold(0.25).threshold());
  }
}
