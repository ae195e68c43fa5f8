package org.neurona.plots.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;

/** Paints a picture, two pixels of the file for each of its own, so that it is sharp on every screen. */
public final class PngCanvas implements Canvas {
  /** How many pixels of the file are one of the picture. */
  public static final int SCALE = 2;

  private final BufferedImage image;
  private final Graphics2D graphics;

  /** A white canvas. */
  public PngCanvas(int width, int height) {
    image = new BufferedImage(width * SCALE, height * SCALE, BufferedImage.TYPE_INT_RGB);
    graphics = image.createGraphics();
    graphics.setColor(Color.WHITE);
    graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
    graphics.scale(SCALE, SCALE);
  }

  /** The bytes of the file. */
  public byte[] toPng() {
    return new Pixels(image).toPng();
  }

  @Override
  public void box(Area area, double radius, int fill, int border) {
    Shape shape =
        new RoundRectangle2D.Double(area.x(), area.y(), area.width(), area.height(), 2 * radius, 2 * radius);
    if (fill != NONE) {
      fill(shape, fill);
    }
    if (border != NONE) {
      stroke(shape, new Pen(border, 1));
    }
  }

  @Override
  public void line(String name, double[] xs, double[] ys, Pen pen) {
    Path2D path = new Path2D.Double();
    path.moveTo(xs[0], ys[0]);
    for (int i = 1; i < xs.length; i++) {
      path.lineTo(xs[i], ys[i]);
    }
    stroke(path, pen);
  }

  @Override
  public void thread(double[] xs, double[] ys, Pen pen) {
    Path2D path = new Path2D.Double();
    path.moveTo(xs[0], ys[0]);
    for (int i = 1; i < xs.length; i++) {
      double middle = (ys[i - 1] + ys[i]) / 2;
      path.curveTo(xs[i - 1], middle, xs[i], middle, xs[i], ys[i]);
    }
    stroke(path, pen);
  }

  @Override
  public void arrowhead(double x, double y, int colour) {
    Path2D path = new Path2D.Double();
    path.moveTo(x, y);
    path.lineTo(x - 4, y - 8);
    path.lineTo(x + 4, y - 8);
    path.closePath();
    fill(path, colour);
  }

  @Override
  public void dot(String name, double x, double y, double radius, int colour) {
    fill(new Ellipse2D.Double(x - radius, y - radius, 2 * radius, 2 * radius), colour);
  }

  @Override
  public void text(double x, double y, String text, TextStyle style) {
    AffineTransform place = AffineTransform.getTranslateInstance(x, y);
    if (style.turned()) {
      place.rotate(-Math.PI / 2);
    }
    double before = switch (style.anchor()) {
      case START -> 0;
      case MIDDLE -> style.width(text) / 2;
      case END -> style.width(text);
    };
    place.translate(-before, 0);
    place.scale(style.size(), style.size());
    fill(place.createTransformedShape(Typeface.of(style.bold()).outline(text)), style.colour());
  }

  @Override
  public void image(Area area, Pixels pixels) {
    AffineTransform place = AffineTransform.getTranslateInstance(area.x(), area.y());
    place.scale(area.width() / pixels.image().getWidth(), area.height() / pixels.image().getHeight());
    graphics.drawImage(pixels.image(), place, null);
  }

  private void fill(Shape shape, int colour) {
    graphics.setColor(new Color(colour));
    graphics.fill(shape);
  }

  private void stroke(Shape shape, Pen pen) {
    graphics.setColor(new Color(pen.colour()));
    graphics.setStroke(new BasicStroke((float) pen.width(), BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
    graphics.draw(shape);
  }
}
