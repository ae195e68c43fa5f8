package org.neurona.plots.drawing;

import java.util.Base64;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes a picture as SVG 1.1, with text as text, numbers of at most two decimals, and nothing from elsewhere. */
public final class SvgCanvas implements Canvas {
  /** Fonts as wide as the one that text is measured with, then any; a usual narrower one does no harm. */
  private static final String FONTS = "DejaVu Sans, Verdana, Geneva, sans-serif";
  /** What XML 1.0 can't hold, escaped or not. */
  private static final Pattern FORBIDDEN =
      Pattern.compile("[^\\t\\n\\r\\x{20}-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");

  private final StringBuilder svg = new StringBuilder();

  /**
   * A white canvas.
   *
   * @param title what the picture shows, for those who can't see it
   */
  public SvgCanvas(int width, int height, String title) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" role=\"img\" "
        + "font-family=\"%s\">\n", width, height, width, height, FONTS);
    add("<title>%s</title>\n", escaped(title));
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", width, height);
  }

  /** The text of the file. */
  public String toSvg() {
    return svg + "</svg>\n";
  }

  /** Text with what is special in XML and HTML escaped; what XML can't hold becomes a question mark in a diamond. */
  public static String escaped(String text) {
    return FORBIDDEN.matcher(text).replaceAll(Matcher.quoteReplacement("\uFFFD")).replace("&", "&amp;")
        .replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;").replace("'", "&#39;");
  }

  @Override
  public void box(Area area, double radius, int fill, int border) {
    add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"", number(area.x()), number(area.y()),
        number(area.width()), number(area.height()));
    if (radius > 0) {
      add(" rx=\"%s\"", number(radius));
    }
    add(" fill=\"%s\"", colour(fill));
    if (border != NONE) {
      add(" stroke=\"%s\"", colour(border));
    }
    add("/>\n");
  }

  @Override
  public void line(String name, double[] xs, double[] ys, Pen pen) {
    StringBuilder points = new StringBuilder();
    for (int i = 0; i < xs.length; i++) {
      points.append(i == 0 ? "" : " ").append(number(xs[i])).append(',').append(number(ys[i]));
    }
    add("<polyline points=\"%s\"%s", points, stroked(pen));
    close("polyline", name);
  }

  @Override
  public void thread(double[] xs, double[] ys, Pen pen) {
    StringBuilder path = new StringBuilder("M" + number(xs[0]) + "," + number(ys[0]));
    for (int i = 1; i < xs.length; i++) {
      String middle = number((ys[i - 1] + ys[i]) / 2);
      path.append("C").append(number(xs[i - 1])).append(',').append(middle).append(' ').append(number(xs[i]))
          .append(',').append(middle).append(' ').append(number(xs[i])).append(',').append(number(ys[i]));
    }
    add("<path d=\"%s\"%s/>\n", path, stroked(pen));
  }

  @Override
  public void arrowhead(double x, double y, int colour) {
    add("<path d=\"M%s,%sl-4,-8h8z\" fill=\"%s\"/>\n", number(x), number(y), colour(colour));
  }

  @Override
  public void dot(String name, double x, double y, double radius, int colour) {
    add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" fill=\"%s\"", number(x), number(y), number(radius), colour(colour));
    close("circle", name);
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    if (style.turned()) {
      add("<text transform=\"translate(%s,%s) rotate(-90)\"", number(x), number(y));
    } else {
      add("<text x=\"%s\" y=\"%s\"", number(x), number(y));
    }
    add(" font-size=\"%s\" fill=\"%s\"", number(style.size()), colour(style.colour()));
    if (style.bold()) {
      add(" font-weight=\"bold\"");
    }
    if (style.anchor() != TextStyle.Anchor.START) {
      add(" text-anchor=\"%s\"", style.anchor().name().toLowerCase(Locale.ROOT));
    }
    add(">%s</text>\n", escaped(text));
  }

  @Override
  public void image(Area area, Pixels pixels) {
    add("<image x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" preserveAspectRatio=\"none\" "
        + "style=\"image-rendering:pixelated\" href=\"data:image/png;base64,%s\"/>\n", number(area.x()),
        number(area.y()), number(area.width()), number(area.height()),
        Base64.getEncoder().encodeToString(pixels.toPng()));
  }

  private void close(String element, String name) {
    if (name.isEmpty()) {
      add("/>\n");
    } else {
      add("><title>%s</title></%s>\n", escaped(name), element);
    }
  }

  private static String stroked(Pen pen) {
    return " fill=\"none\" stroke=\"" + colour(pen.colour()) + "\" stroke-width=\"" + number(pen.width())
        + "\" stroke-linejoin=\"round\"";
  }

  private static String colour(int colour) {
    return colour == NONE ? "none" : String.format(Locale.ROOT, "#%06x", colour);
  }

  /** A length in hundredths of a pixel, without trailing zeros. */
  private static String number(double length) {
    long hundredths = Math.round(length * 100);
    String text = String.format(Locale.ROOT, "%s%d.%02d", hundredths < 0 ? "-" : "", Math.abs(hundredths) / 100,
        Math.abs(hundredths) % 100);
    return text.replaceFirst("\\.?0+$", "");
  }

  private void add(String format, Object... values) {
    svg.append(String.format(Locale.ROOT, format, values));
  }
}
