package org.neurona.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
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

  private static List<String> names(Direction direction) {
    return Metrics.catalogue().entries().stream().filter(metric -> metric.direction() == direction).map(Metric::name)
        .sorted().toList();
  }

  @Test
  void namesAreThoseOfKerasLogs() {
    assertEquals(List.of("accuracy", "accuracy", "auc", "binary_accuracy", "binary_io_u", "categorical_accuracy",
        "concordance_correlation", "cosine_similarity", "f1_score", "fbeta_score", "io_u", "mean_io_u", "one_hot_io_u",
        "one_hot_mean_io_u", "pearson_correlation", "precision", "precision_at_recall", "r2_score", "recall",
        "recall_at_precision", "sensitivity_at_specificity", "sparse_categorical_accuracy",
        "sparse_top_k_categorical_accuracy", "specificity_at_sensitivity", "top_k_categorical_accuracy",
        "true_negatives", "true_positives"), names(Direction.UP));
    assertEquals(List.of("binary_crossentropy", "categorical_crossentropy", "categorical_hinge", "false_negatives",
        "false_positives", "hinge", "kl_divergence", "logcosh", "mean_absolute_error",
        "mean_absolute_percentage_error", "mean_squared_error", "mean_squared_logarithmic_error", "poisson",
        "root_mean_squared_error", "sparse_categorical_crossentropy", "squared_hinge"), names(Direction.DOWN));
    assertEquals(List.of("mean", "sum"), names(Direction.UNKNOWN));
  }

  @Test
  void everyMetricCanHaveANameOfItsOwn() {
    for (Metric metric : Metrics.catalogue().entries()) {
      Metric named = metric.name("mine");
      assertEquals("mine", named.name());
      assertEquals(metric.getClass(), named.getClass());
      assertEquals(metric.name(), named.name(null).name());
    }
    assertEquals("roc", new AUC().name("roc").curve("PR").name());
    assertEquals("half", Metric.of("whole", (t, a) -> a).name("half").name());
  }

  @Test
  void shortNamesAreTheSameMetric() {
    assertSame(Metrics.get("accuracy"), Metrics.get("acc"));
    assertSame(Metrics.get("mean_absolute_error"), Metrics.get("mae"));
    assertSame(Metrics.get("mean_squared_error"), Metrics.get("MSE"));
  }

  @Test
  void accuracyInAnyCaseIsTheOneThatFitsTheShapes() {
    for (String name : List.of("accuracy", "Accuracy", "acc", "ACC")) {
      assertEquals(AccuracyByTarget.class, Metrics.get(name).getClass(), name);
    }
    assertEquals(Accuracy.class,
        Metrics.catalogue().read(Map.of("class_name", "Accuracy"), CustomObjects.none()).getClass());
  }

  @Test
  void whatANameCannotSayIsAskedFor() {
    Map<String, String> needs = Map.of("MeanIoU", "numClasses", "one_hot_mean_io_u", "numClasses", "IoU",
        "numClasses and targetClassIds", "one_hot_io_u", "numClasses and targetClassIds", "precision_at_recall",
        "recall", "RecallAtPrecision", "precision", "sensitivity_at_specificity", "specificity",
        "SpecificityAtSensitivity", "sensitivity");
    needs.forEach((name, needed) -> {
      String message = assertThrows(IllegalArgumentException.class, () -> Metrics.get(name)).getMessage();
      String className = Metrics.catalogue().get(name).className();
      assertEquals("Could not interpret metric identifier: " + name + ". It needs " + needed
          + ", which a name can't say: write new " + className + "(...)", message);
    });
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
      // As in Keras, 0 / 0 explains nothing.
      assertEquals(metric instanceof R2Score ? Double.NaN : 0, metric.result(new double[length]), metric.name());
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
