package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.metrics.AUC;
import org.neurona.metrics.F1Score;
import org.neurona.metrics.MeanIoU;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;

/** Which metrics the weights of rows touch, and the names that logs have. */
class WeightedMetricsTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 0}, {0, 1}, {1, 1}});
  private static final NDArray ZEROS = NDArray.zeros(3, 2);
  private static final NDArray WEIGHTS = NDArray.of(3.0, 0.5, 2.0);
  /** The outputs of the rows are 1, 10 and 11, and 0 beside them. */
  private static final NDArray KERNEL = NDArray.of(new double[][] {{1, 0}, {10, 0}});
  private static final double PLAIN = (0.5 + 5 + 5.5) / 3;
  private static final double WEIGHTED = (3 * 0.5 + 0.5 * 5 + 2 * 5.5) / 5.5;

  private static Model model(String engine, CompileOptions options) {
    Sequential model = new Sequential(new Input(2), new Dense(2).useBias(false));
    model.engine(engine).compile(options.optimizer(new SGD(0)).loss("mse"));
    model.setWeights(List.of(KERNEL));
    return model;
  }

  private static FitOptions quiet() {
    return new FitOptions().verbose(0).shuffle(false).batchSize(2);
  }

  private static void assertLogs(Map<String, Double> expected, Map<String, Double> logs) {
    expected.forEach((name, value) -> assertEquals(value, logs.get(name), 1e-5, name));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void weightsTouchWeightedMetricsAlone(String engine) {
    Model model = model(engine, new CompileOptions().metrics("mae").weightedMetrics("mae"));
    History history = model.fit(X, ZEROS, quiet().sampleWeight(WEIGHTS));
    assertEquals(Set.of("loss", "mae", "weighted_mae"), history.history().keySet());
    assertEquals(PLAIN, history.get("mae").get(0), 1e-5);
    assertEquals(WEIGHTED, history.get("weighted_mae").get(0), 1e-5);
    assertLogs(Map.of("mae", PLAIN, "weighted_mae", WEIGHTED),
        model.evaluate(new ArrayDataset(List.of(X), List.of(ZEROS), WEIGHTS)));
  }

  @Test
  void withoutWeightsAllRowsCountAlike() {
    Model model = model("scalar", new CompileOptions().weightedMetrics("mae"));
    assertLogs(Map.of("mae", PLAIN), model.evaluate(X, ZEROS));
    assertLogs(Map.of("mae", PLAIN), model.trainOnBatch(X, ZEROS));
  }

  @Test
  void weightsOfClassesAreWeightsOfRows() {
    // The classes are 0, 1 and 1; a one-hot target takes 1/2 off the error of the one output or adds it to the other.
    NDArray oneHot = NDArray.of(new double[][] {{1, 0}, {0, 1}, {0, 1}});
    Model model = model("scalar", new CompileOptions().metrics("mae").weightedMetrics("mae"));
    History history = model.fit(X, oneHot, quiet().classWeight(Map.of(0, 3.0)));
    assertEquals((0 + 5.5 + 6) / 3, history.get("mae").get(0), 1e-5);
    assertEquals((3 * 0 + 5.5 + 6) / 5, history.get("weighted_mae").get(0), 1e-5);
  }

  @Test
  void validationHasWeightsOfItsOwn() {
    Model model = model("scalar", new CompileOptions().metrics("mae").weightedMetrics("mae"));
    History history = model.fit(X, ZEROS, quiet().sampleWeight(WEIGHTS).validationSplit(0.6));
    assertEquals((5 + 5.5) / 2, history.get("val_mae").get(0), 1e-5);
    assertEquals((0.5 * 5 + 2 * 5.5) / 2.5, history.get("val_weighted_mae").get(0), 1e-5);
  }

  @Test
  void everyOutputHasItsOwn() {
    Tensor x = Input.of(2);
    Model model = new Model(List.of(x), List.of(new Dense(2).useBias(false).name("a").apply(x),
        new Dense(2).useBias(false).name("b").apply(x)));
    model.engine("scalar").compile(new CompileOptions().optimizer(new SGD(0)).loss("mse").outputMetrics("a", "mae")
        .weightedMetrics("mae").outputWeightedMetrics("b", "mae"));
    model.setWeights(List.of(KERNEL, KERNEL));
    Map<String, Double> logs =
        model.evaluate(new ArrayDataset(List.of(X), List.of(ZEROS, ZEROS), WEIGHTS));
    assertEquals(Set.of("loss", "a_loss", "b_loss", "a_mae", "a_weighted_mae", "b_mae", "b_weighted_mae"),
        logs.keySet());
    assertLogs(Map.of("a_mae", PLAIN, "a_weighted_mae", WEIGHTED, "b_mae", WEIGHTED, "b_weighted_mae", WEIGHTED), logs);
  }

  @Test
  void twoOfAKindAndThePartsOfOneAreAllLogged() {
    Model model = model("scalar", new CompileOptions().metrics(new AUC(), new AUC().curve("PR"), new F1Score()));
    NDArray oneHot = NDArray.of(new double[][] {{1, 0}, {0, 1}, {0, 1}});
    Map<String, Double> logs = model.evaluate(X, oneHot);
    assertEquals(Set.of("loss", "auc", "auc_1", "f1_score", "f1_score_class_0", "f1_score_class_1"), logs.keySet());
    // All rows are said to be of class 0, and one is: precision 1/3, recall 1.
    assertLogs(Map.of("f1_score_class_0", 0.5, "f1_score_class_1", 0.0, "f1_score", 0.25), logs);
  }

  @Test
  void aLabelOfNoClassEndsTraining() {
    // The third row's output is 11.
    Model model = model("scalar", new CompileOptions().metrics(new MeanIoU(11)));
    assertEquals("MeanIoU: 1 labels of targets or outputs are outside the valid range of [0, 11)",
        assertThrows(IllegalArgumentException.class, () -> model.evaluate(X, ZEROS)).getMessage());
  }
}
