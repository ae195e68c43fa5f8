package org.neurona.plots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.neurona.plots.drawing.Canvas;
import org.neurona.plots.drawing.PngCanvas;
import org.neurona.plots.drawing.SvgCanvas;

/** A drawing that can be had as SVG and as PNG. The same drawing gives the same SVG on every machine. Immutable. */
public final class Picture {
  private static final String SVG = ".svg";
  private static final String PNG = ".png";

  private final int width;
  private final int height;
  private final String title;
  private final Sketch sketch;

  /** What draws a picture. */
  interface Sketch {
    /** Draws it. */
    void drawOn(Canvas canvas);
  }

  /**
   * A picture.
   *
   * @param title what it shows, for those who can't see it
   */
  Picture(int width, int height, String title, Sketch sketch) {
    this.width = width;
    this.height = height;
    this.title = title;
    this.sketch = sketch;
  }

  /** The width in pixels; a PNG has twice as many. */
  public int width() {
    return width;
  }

  /** The height in pixels; a PNG has twice as many. */
  public int height() {
    return height;
  }

  /** What the picture shows, in a few words. */
  public String title() {
    return title;
  }

  /** The text of an SVG file, which needs nothing from elsewhere and can stand within an HTML page. */
  public String toSvg() {
    SvgCanvas canvas = new SvgCanvas(width, height, title);
    sketch.drawOn(canvas);
    return canvas.toSvg();
  }

  /** The bytes of a PNG file, with two pixels a side for each of the picture's. */
  public byte[] toPng() {
    PngCanvas canvas = new PngCanvas(width, height);
    sketch.drawOn(canvas);
    return canvas.toPng();
  }

  /**
   * Writes the picture to a file whose suffix is {@code .svg} or {@code .png}, or, where the name has no suffix, to two
   * files of that name with each. Folders on the way are made.
   *
   * @throws IllegalArgumentException if the suffix is another
   * @throws IOException if a file can't be written
   */
  public void save(Path file) throws IOException {
    String name = file.getFileName() == null ? "" : file.getFileName().toString();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean both = !name.isEmpty() && name.indexOf('.') < 0;
    if (!both && !lower.endsWith(SVG) && !lower.endsWith(PNG)) {
      throw new IllegalArgumentException(
          "A picture's file ends in .png or .svg, or has no suffix for both, got " + file);
    }
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    if (both || lower.endsWith(SVG)) {
      Files.writeString(both ? file.resolveSibling(name + SVG) : file, toSvg(), StandardCharsets.UTF_8);
    }
    if (both || lower.endsWith(PNG)) {
      Files.write(both ? file.resolveSibling(name + PNG) : file, toPng());
    }
  }
}
