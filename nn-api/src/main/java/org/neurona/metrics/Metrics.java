package org.neurona.metrics;

import org.neurona.config.Catalogue;

/** The metrics, by Keras' names. */
public final class Metrics {
  private static final Catalogue<Metric> CATALOGUE = Catalogue.of("metric", Metric.class)
      .add(new AccuracyByTarget(), "accuracy", "acc")
      .add(new BinaryAccuracy(), "binary_accuracy")
      .add(new CategoricalAccuracy(), "categorical_accuracy")
      .add(new SparseCategoricalAccuracy(), "sparse_categorical_accuracy")
      .add(new MeanSquaredError(), "mean_squared_error", "mse", "MSE")
      .add(new MeanAbsoluteError(), "mean_absolute_error", "mae", "MAE")
      .add(new RootMeanSquaredError(), "root_mean_squared_error")
      .add(new MeanAbsolutePercentageError(), "mean_absolute_percentage_error", "mape", "MAPE")
      .add(new MeanSquaredLogarithmicError(), "mean_squared_logarithmic_error", "msle", "MSLE")
      .add(new CosineSimilarity(), "cosine_similarity")
      .add(new LogCoshError(), "logcosh", "log_cosh")
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
      .add(new FBetaScore(), "fbeta_score")
      .build();

  private Metrics() {}

  /** All entries. */
  public static Catalogue<Metric> catalogue() {
    return CATALOGUE;
  }

  /**
   * A metric by Keras' name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Metric get(String identifier) {
    return CATALOGUE.get(identifier);
  }
}
