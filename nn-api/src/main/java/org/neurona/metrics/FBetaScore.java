package org.neurona.metrics;

import org.neurona.config.Setting;

/**
 * A mean of precision and recall in which recall counts beta times as much: {@code (1 + beta^2) p r / (beta^2 p + r)}.
 * Keras' {@code FBetaScore}; Keras' default average, none, gives a number for each class, here it is {@code macro}.
 */
public final class FBetaScore extends FScore<FBetaScore> {
  private static final Setting<Double> BETA = Setting.positive("beta", 1);

  /** The mean over the classes with beta 1. */
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
  public String name() {
    return "fbeta_score";
  }

  @Override
  double betaValue() {
    return beta();
  }
}
