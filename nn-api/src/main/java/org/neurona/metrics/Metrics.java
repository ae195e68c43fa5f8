package org.neurona.metrics;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.neurona.config.Catalogue;
import org.neurona.config.Setting;

/** The metrics, by Keras' names. */
public final class Metrics {
  private static final Set<String> BY_TARGET = Set.of("accuracy", "acc");
  private static final Catalogue<Metric> CATALOGUE = Catalogue.of("metric", Metric.class)
      .add(new AccuracyByTarget(), "accuracy", "acc")
      .addClass(new Accuracy())
      .add(new BinaryAccuracy(), "binary_accuracy")
      .add(new CategoricalAccuracy(), "categorical_accuracy")
      .add(new SparseCategoricalAccuracy(), "sparse_categorical_accuracy")
      .add(new MeanSquaredError(), "mean_squared_error", "mse", "MSE")
      .add(new MeanAbsoluteError(), "mean_absolute_error", "mae", "MAE")
      .add(new RootMeanSquaredError(), "root_mean_squared_error")
      .add(new MeanAbsolutePercentageError(), "mean_absolute_percentage_error", "mape", "MAPE")
      .add(new MeanSquaredLogarithmicError(), "mean_squared_logarithmic_error", "msle", "MSLE")
      .add(new CosineSimilarity(), "cosine_similarity")
      .add(new LogCoshError(), "log_cosh_error", "logcosh", "log_cosh")
      .add(new R2Score(), "r2_score")
      .add(new PearsonCorrelation(), "pearson_correlation")
      .add(new ConcordanceCorrelation(), "concordance_correlation")
      .add(new TopKCategoricalAccuracy(), "top_k_categorical_accuracy")
      .add(new SparseTopKCategoricalAccuracy(), "sparse_top_k_categorical_accuracy")
      .add(new BinaryCrossentropy(), "binary_crossentropy", "bce", "BCE")
      .add(new CategoricalCrossentropy(), "categorical_crossentropy")
      .add(new SparseCategoricalCrossentropy(), "sparse_categorical_crossentropy")
      .add(new KLDivergence(), "kl_divergence")
      .add(new Poisson(), "poisson")
      .add(new Hinge(), "hinge")
      .add(new SquaredHinge(), "squared_hinge")
      .add(new CategoricalHinge(), "categorical_hinge")
      .add(new Precision(), "precision")
      .add(new Recall(), "recall")
      .add(new TruePositives(), "true_positives")
      .add(new TrueNegatives(), "true_negatives")
      .add(new FalsePositives(), "false_positives")
      .add(new FalseNegatives(), "false_negatives")
      .add(new AUC(), "auc")
      .add(new F1Score(), "f1_score")
      .add(new FBetaScore(), "f_beta_score", "fbeta_score")
      .addClass(new SensitivityAtSpecificity(0.5)).alsoCalled("sensitivity_at_specificity")
      .addClass(new SpecificityAtSensitivity(0.5)).alsoCalled("specificity_at_sensitivity")
      .addClass(new PrecisionAtRecall(0.5)).alsoCalled("precision_at_recall")
      .addClass(new RecallAtPrecision(0.5)).alsoCalled("recall_at_precision")
      .addClass(new IoU(2, 0)).alsoCalled("io_u")
      .addClass(new MeanIoU(2)).alsoCalled("mean_io_u")
      .addClass(new OneHotIoU(2, 0)).alsoCalled("one_hot_io_u")
      .addClass(new OneHotMeanIoU(2)).alsoCalled("one_hot_mean_io_u")
      .add(new BinaryIoU(), "binary_io_u")
      .add(new Mean(), "mean")
      .add(new Sum(), "sum")
      .leaveOut("it wraps a function, which no name or file can hold: `Metric.of` makes a metric of one",
          "MeanMetricWrapper", "mean_metric_wrapper")
      .build();

  private Metrics() {}

  /** All entries. */
  public static Catalogue<Metric> catalogue() {
    return CATALOGUE;
  }

  /**
   * A metric by Keras' name. As in Keras, {@code accuracy} and {@code acc} in any case are the accuracy that fits the
   * shapes; the class {@link Accuracy} is to be had as an object only.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones; or if it needs what a name
   *     can't say, as {@code mean_io_u} does
   */
  public static Metric get(String identifier) {
    boolean byTarget = BY_TARGET.contains(String.valueOf(identifier).toLowerCase(Locale.ROOT));
    Metric metric = CATALOGUE.get(byTarget ? "accuracy" : identifier);
    String needed = metric.config().settings().stream().filter(Setting::isRequired).map(Setting::javaName)
        .collect(Collectors.joining(" and "));
    if (!needed.isEmpty()) {
      throw new IllegalArgumentException("Could not interpret metric identifier: " + identifier + ". It needs "
          + needed + ", which a name can't say: write new " + metric.className() + "(...)");
    }
    return metric;
  }
}
