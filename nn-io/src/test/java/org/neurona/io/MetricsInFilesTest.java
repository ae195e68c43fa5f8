package org.neurona.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.CompileOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.config.Setting;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.metrics.AUC;
import org.neurona.metrics.Accuracy;
import org.neurona.metrics.BinaryAccuracy;
import org.neurona.metrics.BinaryCrossentropy;
import org.neurona.metrics.BinaryIoU;
import org.neurona.metrics.CategoricalCrossentropy;
import org.neurona.metrics.ConcordanceCorrelation;
import org.neurona.metrics.CosineSimilarity;
import org.neurona.metrics.F1Score;
import org.neurona.metrics.FBetaScore;
import org.neurona.metrics.FalseNegatives;
import org.neurona.metrics.FalsePositives;
import org.neurona.metrics.IoU;
import org.neurona.metrics.MeanIoU;
import org.neurona.metrics.Metric;
import org.neurona.metrics.Metrics;
import org.neurona.metrics.OneHotIoU;
import org.neurona.metrics.OneHotMeanIoU;
import org.neurona.metrics.PearsonCorrelation;
import org.neurona.metrics.Precision;
import org.neurona.metrics.PrecisionAtRecall;
import org.neurona.metrics.R2Score;
import org.neurona.metrics.Recall;
import org.neurona.metrics.RecallAtPrecision;
import org.neurona.metrics.SensitivityAtSpecificity;
import org.neurona.metrics.SparseCategoricalCrossentropy;
import org.neurona.metrics.SparseTopKCategoricalAccuracy;
import org.neurona.metrics.SpecificityAtSensitivity;
import org.neurona.metrics.TopKCategoricalAccuracy;
import org.neurona.metrics.TrueNegatives;
import org.neurona.metrics.TruePositives;
import org.neurona.spi.Compilation.NamedMetric;

/** Metrics, weighted and not, with every setting away from its default, through model files. */
class MetricsInFilesTest {
  @TempDir
  Path folder;

  private static List<Metric> changed() {
    List<Metric> own = List.of(new AUC().numThresholds(7).curve("PR").summationMethod("majoring").thresholds(0.2, 0.6)
            .multiLabel(true).numLabels(2).labelWeights(1, 2).fromLogits(true), new BinaryAccuracy().threshold(0.25),
        new BinaryCrossentropy().fromLogits(true).labelSmoothing(0.1),
        new CategoricalCrossentropy().fromLogits(true).labelSmoothing(0.1).axis(1),
        new SparseCategoricalCrossentropy().fromLogits(true).axis(1), new CosineSimilarity().axis(1),
        new PearsonCorrelation().axis(1, 2), new ConcordanceCorrelation().axis(1),
        new F1Score().average("macro").threshold(0.5), new FBetaScore().average("micro").threshold(0.5).beta(2),
        new TruePositives().thresholds(0.1, 0.9), new TrueNegatives().thresholds(0.3),
        new FalsePositives().thresholds(0.3), new FalseNegatives().thresholds(0.3),
        new Precision().thresholds(0.3, 0.6).topK(2).classId(1), new Recall().thresholds(0.3).topK(2).classId(1),
        new PrecisionAtRecall(0.25).numThresholds(9).classId(1),
        new RecallAtPrecision(0.25).numThresholds(9).classId(1),
        new SensitivityAtSpecificity(0.25).numThresholds(9).classId(1),
        new SpecificityAtSensitivity(0.25).numThresholds(9).classId(1),
        new IoU(5, 1, 3).ignoreClass(-1).sparseYTrue(false).sparseYPred(false).axis(1),
        new MeanIoU(5).ignoreClass(255).sparseYTrue(false).sparseYPred(false).axis(1),
        new OneHotIoU(5, 4).ignoreClass(2).sparseYPred(true).axis(1),
        new OneHotMeanIoU(5).ignoreClass(2).sparseYPred(true).axis(1),
        new BinaryIoU().targetClassIds(1).threshold(0.1), new R2Score().classAggregation(null).numRegressors(2),
        new TopKCategoricalAccuracy().k(2), new SparseTopKCategoricalAccuracy().k(3), new Accuracy());
    Set<String> there = own.stream().map(Metric::className).collect(Collectors.toSet());
    return Stream.concat(own.stream(),
            Metrics.catalogue().entries().stream().filter(metric -> !there.contains(metric.className())))
        .map(metric -> metric.name("my_" + metric.name())).toList();
  }

  private Model reloaded(CompileOptions options) throws IOException {
    Sequential model = new Sequential(new Input(2), new Dense(2));
    model.compile(options);
    Path file = folder.resolve("model.json");
    Models.save(model, file);
    return Models.load(file);
  }

  private static List<Object> plain(Map<String, List<NamedMetric>> metrics) {
    return metrics.get("").stream().map(named -> (Object) List.of(named.name(), named.metric().toPlain())).toList();
  }

  private static <T> boolean isDefault(Metric metric, Setting<T> setting) {
    T value = metric.config().get(setting);
    return value == null ? setting.defaultValue() == null : value.equals(setting.defaultValue());
  }

  @Test
  void everySettingOfEveryMetricIsAwayFromItsDefault() {
    Set<String> same = new TreeSet<>();
    changed().forEach(metric -> metric.config().settings().stream().filter(setting -> isDefault(metric, setting))
        .forEach(setting -> same.add(metric.className() + " " + setting.key())));
    same.removeIf(setting -> setting.endsWith(" dtype"));

    assertEquals(Set.of(), same);
    assertEquals(Metrics.catalogue().entries().size(), changed().size());
  }

  @Test
  void everyMetricComesBackWithItsSettings() throws IOException {
    CompileOptions options = new CompileOptions().loss("mse").metrics(changed().toArray(Metric[]::new))
        .weightedMetrics(changed().toArray(Metric[]::new)).metrics("acc").weightedMetrics("MSE");

    CompileOptions loaded = reloaded(options).compileOptions();

    assertEquals(plain(options.metrics()), plain(loaded.metrics()));
    assertEquals(plain(options.weightedMetrics()), plain(loaded.weightedMetrics()));
    assertNotEquals(plain(loaded.metrics()), plain(loaded.weightedMetrics()));
  }

  @Test
  void aLoadedModelMeasuresTheSame() throws IOException {
    Sequential model = new Sequential(new Input(2), new Dense(2, "sigmoid"));
    model.compile(new CompileOptions().loss("binary_crossentropy").metrics(new AUC().numThresholds(9), new AUC())
        .weightedMetrics(new Precision().thresholds(0.4, 0.5), new AUC().multiLabel(true).labelWeights(1, 3)));
    ArrayDataset rows = new ArrayDataset(
        List.of(NDArray.of(new float[][] {{1, 2}, {-1, 0.5f}, {0.3f, -2}, {2, 2}})),
        List.of(NDArray.of(new float[][] {{1, 0}, {0, 1}, {0, 0}, {1, 1}})), NDArray.of(1.0, 0.5, 2.0, 1.5));
    Path file = folder.resolve("model.json");

    Models.save(model, file);

    Map<String, Double> logs = model.evaluate(rows);
    assertEquals(logs, Models.load(file).evaluate(rows));
    assertEquals(Set.of("loss", "auc", "auc_1", "precision", "precision_at_0.4", "precision_at_0.5", "weighted_auc"),
        logs.keySet());
  }

  @Test
  void aFileWithoutWeightedMetricsHasNone() throws IOException {
    assertEquals(Map.of(), reloaded(new CompileOptions().loss("mse").metrics("mae")).compileOptions()
        .weightedMetrics());
    assertFalse(Files.readString(folder.resolve("model.json")).contains("weighted_metrics"));
  }

  @Test
  void aMetricThatIsAFunctionSaysThatItCannotBeSaved() {
    assertEquals("The metric \"mine\" is given as a function and can't be written to a file. Make it a class of its "
        + "own that extends MeanMetric, or save without compile settings", assertThrows(IllegalStateException.class,
            () -> reloaded(new CompileOptions().loss("mse").metrics(Metric.of("mine", (t, a) -> a)))).getMessage());
  }
}
