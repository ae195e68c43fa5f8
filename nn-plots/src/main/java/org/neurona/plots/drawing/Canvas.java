package org.neurona.plots.drawing;

/** What a picture is drawn on. Lengths are pixels from the upper left corner, colours {@code 0xRRGGBB}. */
public interface Canvas {
  /** A colour that leaves what is below as it is. */
  int NONE = -1;

  /**
   * A rectangle.
   *
   * @param radius of its corners
   * @param fill the colour inside, or {@link #NONE}
   * @param border the colour of its border, one pixel wide, or {@link #NONE}
   */
  void box(Area area, double radius, int fill, int border);

  /**
   * A line through points.
   *
   * @param name what it shows, for readers of the file and on hovering; empty for a mere rule
   */
  void line(String name, double[] xs, double[] ys, Pen pen);

  /** A smooth line through points from above to below, that leaves and reaches each of them upright. */
  void thread(double[] xs, double[] ys, Pen pen);

  /** The head of an arrow that points down to a place. */
  void arrowhead(double x, double y, int colour);

  /**
   * A filled circle.
   *
   * @param name what it shows; empty where the line that it lies on says so
   */
  void dot(String name, double x, double y, double radius, int colour);

  /** A line of text whose baseline lies at {@code y}, or at {@code x} where it is turned. */
  void text(double x, double y, String text, TextStyle style);

  /** An image, stretched over an area without smoothing. */
  void image(Area area, Pixels pixels);
}
