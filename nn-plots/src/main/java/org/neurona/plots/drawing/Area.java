package org.neurona.plots.drawing;

/**
 * A rectangle.
 *
 * @param x its left edge
 * @param y its upper edge
 * @param width how wide it is
 * @param height how high it is
 */
public record Area(double x, double y, double width, double height) {
  /** The right edge. */
  public double right() {
    return x + width;
  }

  /** The lower edge. */
  public double bottom() {
    return y + height;
  }

  /** The middle from left to right. */
  public double centerX() {
    return x + width / 2;
  }

  /** The middle from above to below. */
  public double centerY() {
    return y + height / 2;
  }

  /** Returns a copy without margins. */
  public Area inside(double left, double top, double right, double bottom) {
    return new Area(x + left, y + top, width - left - right, height - top - bottom);
  }
}
