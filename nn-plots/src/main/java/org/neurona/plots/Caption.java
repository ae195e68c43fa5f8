package org.neurona.plots;

/**
 * What stands below an image.
 *
 * @param text one line; what doesn't fit is cut
 * @param wrong whether it tells of a mistake, and is red
 */
public record Caption(String text, boolean wrong) {
  /** A text. */
  public static Caption of(String text) {
    return new Caption(text, false);
  }

  /** What a model takes an image for: {@code 7} where it is right, {@code 7, truly 2} in red where it is not. */
  public static Caption of(String predicted, String truth) {
    return predicted.equals(truth) ? of(predicted) : new Caption(predicted + ", truly " + truth, true);
  }
}
