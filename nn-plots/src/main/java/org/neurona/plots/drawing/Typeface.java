package org.neurona.plots.drawing;

import java.awt.Font;
import java.awt.Shape;
import java.awt.font.FontRenderContext;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Widths and outlines of letters, from DejaVu Sans: its Latin and Greek letters come with the library. Another
 * character is
 * taken from the fonts of the machine, and only where it is painted; its width is estimated, and it is fitted into
 * that.
 */
final class Typeface {
  private static final double UNITS_PER_EM = 2048;
  private static final double WIDTH_OF_OTHERS = 0.65;
  private static final double WIDTH_OF_IDEOGRAPHS = 1;
  private static final Pattern SEGMENT = Pattern.compile("([MLQZ])([-0-9 ]*)");
  private static final Typeface REGULAR = new Typeface("regular.glyphs", Font.PLAIN);
  private static final Typeface BOLD = new Typeface("bold.glyphs", Font.BOLD);

  private final Map<Integer, Glyph> glyphs = new HashMap<>();
  private final int style;

  /** A letter's width, of the em square, and its outline as the file has it. */
  private record Glyph(double width, String outline) {}

  private Typeface(String resource, int style) {
    this.style = style;
    try (InputStream in = Typeface.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException("The resource " + resource + " is missing from the library's jar");
      }
      new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)).lines().forEach(this::take);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A line of the file: {@code 0041 1401 M700 -1294L426 -551...Z}, in 2048ths of the em square. */
  private void take(String line) {
    String[] parts = line.split(" ", 3);
    glyphs.put(Integer.parseInt(parts[0], 16),
        new Glyph(Integer.parseInt(parts[1]) / UNITS_PER_EM, parts.length > 2 ? parts[2] : ""));
  }

  static Typeface of(boolean bold) {
    return bold ? BOLD : REGULAR;
  }

  /** How wide a text is in ems. */
  double width(String text) {
    return text.codePoints().mapToDouble(this::width).sum();
  }

  private double width(int character) {
    Glyph glyph = glyphs.get(character);
    if (glyph != null) {
      return glyph.width;
    }
    return Character.isIdeographic(character) ? WIDTH_OF_IDEOGRAPHS : WIDTH_OF_OTHERS;
  }

  /** The outline of a text that begins at 0, 0, in ems. */
  Shape outline(String text) {
    Path2D path = new Path2D.Double();
    double x = 0;
    for (int character : text.codePoints().toArray()) {
      Glyph glyph = glyphs.get(character);
      path.append(AffineTransform.getTranslateInstance(x, 0)
          .createTransformedShape(glyph == null ? borrowed(character) : outline(glyph)), false);
      x += width(character);
    }
    return path;
  }

  private static Shape outline(Glyph glyph) {
    Path2D path = new Path2D.Double();
    SEGMENT.matcher(glyph.outline).results().forEach(segment -> {
      double[] at = Arrays.stream(segment.group(2).split(" ")).filter(number -> !number.isEmpty())
          .mapToDouble(number -> Integer.parseInt(number) / UNITS_PER_EM).toArray();
      switch (segment.group(1)) {
        case "M" -> path.moveTo(at[0], at[1]);
        case "L" -> path.lineTo(at[0], at[1]);
        case "Q" -> path.quadTo(at[0], at[1], at[2], at[3]);
        default -> path.closePath();
      }
    });
    return path;
  }

  private Shape borrowed(int character) {
    Shape shape = new Font(Font.SANS_SERIF, style, 1)
        .createGlyphVector(new FontRenderContext(null, true, true), Character.toString(character)).getOutline();
    double tooWide = shape.getBounds2D().getMaxX() / width(character);
    return tooWide <= 1 ? shape : AffineTransform.getScaleInstance(1 / tooWide, 1).createTransformedShape(shape);
  }
}
