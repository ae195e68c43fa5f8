package org.neurona.plots;

import java.util.List;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.plots.drawing.Area;
import org.neurona.plots.drawing.Canvas;
import org.neurona.plots.drawing.Pixels;
import org.neurona.plots.drawing.TextStyle;

/** Images side by side, with captions. */
final class ImageGrid {
  private static final int MARGIN = 20;
  private static final int MOST_COLUMNS = 8;
  private static final int TILE = 84;
  private static final int GAP = 14;
  private static final int CAPTION = 24;
  private static final int COLOURS = 3;

  private final NDArray images;
  private final List<Caption> captions;
  private final int columns;
  private final int width;
  private final int height;

  private ImageGrid(NDArray images, List<Caption> captions) {
    Shape shape = images.shape();
    boolean grey = shape.rank() == 3 || shape.rank() == 4 && shape.dim(3) == 1;
    if (!grey && !(shape.rank() == 4 && shape.dim(3) == COLOURS) || shape.size() == 0) {
      throw new ShapeMismatchException("Plots.images",
          "images of shape (n, height, width), (n, height, width, 1) or (n, height, width, 3)", shape);
    }
    if (!captions.isEmpty() && captions.size() != shape.dim(0)) {
      throw new IllegalArgumentException(
          "Plots.images: there must be a caption for each image, or none. Received: " + captions.size()
              + " captions for " + shape.dim(0) + " images");
    }
    this.images = images;
    this.captions = List.copyOf(captions);
    this.columns = Math.min(MOST_COLUMNS, shape.dim(0));
    int longer = Math.max(shape.dim(1), shape.dim(2));
    // Whole pixels where they are large enough to be seen.
    double zoom = longer <= TILE ? Math.floor((double) TILE / longer) : (double) TILE / longer;
    this.width = (int) Math.max(1, Math.round(shape.dim(2) * zoom));
    this.height = (int) Math.max(1, Math.round(shape.dim(1) * zoom));
  }

  /** The picture of the images. */
  static Picture of(NDArray images, List<Caption> captions) {
    ImageGrid grid = new ImageGrid(images, captions);
    int count = images.shape().dim(0);
    int rows = (count + grid.columns - 1) / grid.columns;
    return new Picture(2 * MARGIN + grid.columns * TILE + (grid.columns - 1) * GAP,
        2 * MARGIN + rows * grid.rowHeight() + (rows - 1) * GAP, count + (count == 1 ? " image" : " images"),
        grid::drawOn);
  }

  private int rowHeight() {
    return height + (captions.isEmpty() ? 0 : CAPTION);
  }

  private void drawOn(Canvas canvas) {
    Pixels[] pixels = pixels();
    for (int i = 0; i < pixels.length; i++) {
      double x = MARGIN + i % columns * (TILE + GAP) + (TILE - width) / 2.0;
      double y = MARGIN + (double) (i / columns) * (rowHeight() + GAP);
      Area area = new Area(x, y, width, height);
      canvas.image(area, pixels[i]);
      if (!captions.isEmpty()) {
        drawCaption(canvas, area, captions.get(i));
      }
    }
  }

  private static void drawCaption(Canvas canvas, Area image, Caption caption) {
    TextStyle style = Palette.BODY.centered();
    if (caption.wrong()) {
      style = style.inBold().in(Palette.WRONG);
      canvas.box(image.inside(-1.5, -1.5, -1.5, -1.5), 0, Canvas.NONE, Palette.WRONG);
    }
    canvas.text(image.centerX(), image.bottom() + 17, style.fitting(caption.text(), TILE + GAP - 4), style);
  }

  /** From 0 (black) to 1 (white); numbers that go beyond are brought there from their least to their largest. */
  private Pixels[] pixels() {
    float[] values = images.toFloatArray();
    float least = 0;
    float largest = 1;
    boolean beyond = false;
    for (float value : values) {
      beyond |= value < 0 || value > 1;
    }
    if (beyond) {
      least = Float.POSITIVE_INFINITY;
      largest = Float.NEGATIVE_INFINITY;
      for (float value : values) {
        if (Float.isFinite(value)) {
          least = Math.min(least, value);
          largest = Math.max(largest, value);
        }
      }
    }
    int count = images.shape().dim(0);
    int area = images.shape().dim(1) * images.shape().dim(2);
    int channels = values.length / count / area;
    Pixels[] pixels = new Pixels[count];
    for (int i = 0; i < count; i++) {
      int[] rgb = new int[area];
      for (int k = 0; k < area; k++) {
        for (int colour = 0; colour < COLOURS; colour++) {
          float value = values[(i * area + k) * channels + colour % channels];
          rgb[k] = rgb[k] << 8 | level((value - least) / (largest - least));
        }
      }
      pixels[i] = new Pixels(images.shape().dim(2), rgb);
    }
    return pixels;
  }

  /** A level from 0 to 255; no number, or no range to compare it with, is black. */
  private static int level(float share) {
    return Math.round(255 * Math.max(0, Math.min(1, Float.isNaN(share) ? 0 : share)));
  }
}
