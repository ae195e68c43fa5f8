package org.neurona.losses;

import org.neurona.config.Catalogue;

/** The losses, by Keras' names. */
public final class Losses {
  private static final Catalogue<Loss> CATALOGUE = Catalogue.of("loss", Loss.class)
      .add(new MeanSquaredError(), "mean_squared_error", "mse", "MSE")
      .add(new MeanAbsoluteError(), "mean_absolute_error", "mae", "MAE")
      .add(new BinaryCrossentropy(), "binary_crossentropy", "bce", "BCE")
      .add(new CategoricalCrossentropy(), "categorical_crossentropy")
      .add(new SparseCategoricalCrossentropy(), "sparse_categorical_crossentropy")
      .add(new HalfSumOfSquares(), "half_sum_of_squares")
      .build();

  private Losses() {}

  /** All entries. */
  public static Catalogue<Loss> catalogue() {
    return CATALOGUE;
  }

  /**
   * A loss by Keras' name.
   *
   * @throws IllegalArgumentException if there is none; the message lists the known ones
   */
  public static Loss get(String identifier) {
    return CATALOGUE.get(identifier);
  }
}
