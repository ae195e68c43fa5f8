package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * A mean of precision and recall in which recall counts beta times as much: {@code (1 + beta^2) p r / (beta^2 p + r)},
 * of each class. Keras' {@code FBetaScore}. Targets are one-hot or several of 0 and 1, of the output's shape.
 */
public final class FBetaScore extends FScore<FBetaScore> {
  private static final Setting<Double> BETA = Setting.positive("beta", 1);

  /** The score of each class with beta 1, where the largest output says which class a row is of. */
  public FBetaScore() {
    super(BETA);
  }

  /** How much more recall counts; 1 by default. */
  public double beta() {
    return get(BETA);
  }

  /** Returns a copy with another beta, greater than 0. */
  public FBetaScore beta(double beta) {
    return with(this, BETA, beta);
  }

  @Override
  protected String defaultName() {
    return "fbeta_score";
  }

  @Override
  double betaValue() {
    return beta();
  }
}
