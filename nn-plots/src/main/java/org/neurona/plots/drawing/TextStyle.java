package org.neurona.plots.drawing;

/**
 * How text looks. Immutable: the methods return copies.
 *
 * @param size the height of the letters' em square in pixels
 * @param bold whether it is set off
 * @param colour {@code 0xRRGGBB}
 * @param anchor which part of it lies at the place that is given
 * @param turned whether it runs from below to above
 */
public record TextStyle(double size, boolean bold, int colour, Anchor anchor, boolean turned) {
  /** A part of a line of text. */
  public enum Anchor {
    /** Where it begins. */
    START,
    /** Its middle. */
    MIDDLE,
    /** Where it ends. */
    END
  }

  /** Plain text that begins at its place. */
  public static TextStyle of(double size, int colour) {
    return new TextStyle(size, false, colour, Anchor.START, false);
  }

  /** Returns a bold copy. */
  public TextStyle inBold() {
    return new TextStyle(size, true, colour, anchor, turned);
  }

  /** Returns a copy whose middle is at its place. */
  public TextStyle centered() {
    return new TextStyle(size, bold, colour, Anchor.MIDDLE, turned);
  }

  /** Returns a copy that ends at its place. */
  public TextStyle atEnd() {
    return new TextStyle(size, bold, colour, Anchor.END, turned);
  }

  /** Returns a copy that runs from below to above. */
  public TextStyle upwards() {
    return new TextStyle(size, bold, colour, anchor, true);
  }

  /** Returns a copy of another colour. */
  public TextStyle in(int other) {
    return new TextStyle(size, bold, other, anchor, turned);
  }

  /** Returns a copy of another size. */
  public TextStyle sized(double other) {
    return new TextStyle(other, bold, colour, anchor, turned);
  }

  /** How wide a text is in this style. */
  public double width(String text) {
    return Typeface.of(bold).width(text) * size;
  }

  /** The text, or as much of its beginning as fits into a width with an ellipsis behind it. */
  public String fitting(String text, double width) {
    if (width(text) <= width) {
      return text;
    }
    int end = text.length();
    while (end > 0 && width(text.substring(0, end) + "…") > width) {
      end = text.offsetByCodePoints(end, -1);
    }
    return text.substring(0, end) + "…";
  }
}
