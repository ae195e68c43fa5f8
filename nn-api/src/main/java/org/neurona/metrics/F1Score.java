package org.neurona.metrics;

/**
 * The harmonic mean of precision and recall: {@link FBetaScore} with beta 1. Keras' {@code F1Score}; Keras' default
 * average, none, gives a number for each class, here it is {@code macro}.
 */
public final class F1Score extends FScore<F1Score> {
  /** The mean over the classes, of which the one with the largest output is taken. */
  public F1Score() {}

  @Override
  public String name() {
    return "f1_score";
  }

  @Override
  double betaValue() {
    return 1;
  }
}
