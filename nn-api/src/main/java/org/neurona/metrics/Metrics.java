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
