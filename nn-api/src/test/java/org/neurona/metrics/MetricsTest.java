package org.neurona.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
    Map<Boolean, List<String>> names = Metrics.catalogue().entries().stream().collect(Collectors.partitioningBy(
        Metric::largerIsBetter, Collectors.collectingAndThen(Collectors.mapping(Metric::name, Collectors.toList()),
            list -> list.stream().sorted().toList())));

    assertEquals(List.of("accuracy", "auc", "binary_accuracy", "categorical_accuracy", "cosine_similarity", "f1_score",
        "fbeta_score", "precision", "recall", "sparse_categorical_accuracy", "sparse_top_k_categorical_accuracy",
        "top_k_categorical_accuracy", "true_negatives", "true_positives"), names.get(true));
    assertEquals(List.of("binary_crossentropy", "categorical_crossentropy", "categorical_hinge", "false_negatives",
        "false_positives", "hinge", "kl_divergence", "logcosh", "mean_absolute_error",
        "mean_absolute_percentage_error", "mean_squared_error", "mean_squared_logarithmic_error", "poisson",
        "root_mean_squared_error", "sparse_categorical_crossentropy", "squared_hinge"), names.get(false));
  }

  @Test
  void shortNamesAreTheSameMetric() {
    assertSame(Metrics.get("accuracy"), Metrics.get("acc"));
    assertSame(Metrics.get("mean_absolute_error"), Metrics.get("mae"));
    assertSame(Metrics.get("mean_squared_error"), Metrics.get("MSE"));
  }

  @Test
  void statisticsOfMeansAreASumAndACount() {
    for (Metric metric : Metrics.catalogue().entries()) {
      Tensor target = metric.name().startsWith("sparse_") ? of(4) : of(4, 3);
      for (Tensor weights : java.util.Arrays.asList(null, of(4))) {
        Shape statistics = metric.statistics(target, of(4, 3), weights).shape();
        assertEquals(1, statistics.rank(), metric.name());
        if (metric instanceof MeanMetric) {
          assertEquals(Shape.of(2), statistics, metric.name());
        }
      }
    }
  }

  @Test
  void theMeanOfNothingIsZero() {
    for (Metric metric : Metrics.catalogue().entries()) {
      Tensor target = metric.name().startsWith("sparse_") ? of(4) : of(4, 3);
      int length = metric.statistics(target, of(4, 3), null).shape().size();
      assertEquals(0, metric.result(new double[length]), metric.name());
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
