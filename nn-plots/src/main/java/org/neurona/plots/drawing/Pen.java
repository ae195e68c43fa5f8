package org.neurona.plots.drawing;

/**
 * How a line looks.
 *
 * @param colour {@code 0xRRGGBB}
 * @param width in pixels
 * @param dashed whether it has gaps
 */
public record Pen(int colour, double width, boolean dashed) {
  /** How long a dash is. */
  static final double DASH = 6;
  /** How long a gap is. */
  static final double GAP = 4;

  /** A line without gaps. */
  public static Pen of(int colour, double width) {
    return new Pen(colour, width, false);
  }
}
