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
      .add(new BinaryFocalCrossentropy(), "binary_focal_crossentropy")
      .add(new CategoricalFocalCrossentropy(), "categorical_focal_crossentropy")
      .add(new CategoricalGeneralizedCrossEntropy(), "categorical_generalized_cross_entropy")
      .add(new KLDivergence(), "kl_divergence", "kld", "KLD", "kullback_leibler_divergence")
      .add(new Poisson(), "poisson")
      .add(new MeanAbsolutePercentageError(), "mean_absolute_percentage_error", "mape", "MAPE")
      .add(new MeanSquaredLogarithmicError(), "mean_squared_logarithmic_error", "msle", "MSLE")
      .add(new Huber(), "huber", "huber_loss")
      .add(new LogCosh(), "log_cosh", "logcosh")
      .add(new CosineSimilarity(), "cosine_similarity")
      .add(new Hinge(), "hinge")
      .add(new SquaredHinge(), "squared_hinge")
      .add(new CategoricalHinge(), "categorical_hinge")
      .add(new Dice(), "dice")
      .add(new Tversky(), "tversky")
      .add(new Circle(), "circle")
      .add(new HalfSumOfSquares(), "half_sum_of_squares")
      .leaveOut("it sums over all alignments of two sequences, for which there is no operation", "CTC", "ctc")
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
