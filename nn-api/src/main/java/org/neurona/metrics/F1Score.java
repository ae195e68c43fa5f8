package org.neurona.metrics;

/**
 * The harmonic mean of precision and recall, {@code 2 p r / (p + r)}, of each class: {@link FBetaScore} with beta 1.
 * Keras' {@code F1Score}. Targets are one-hot or several of 0 and 1, of the output's shape.
 */
public final class F1Score extends FScore<F1Score> {
  /** The score of each class, where the largest output says which class a row is of. */
  public F1Score() {}

  @Override
  double betaValue() {
    return 1;
  }
}
