package org.neurona.plots.drawing;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An image of opaque pixels. */
public final class Pixels {
  private final BufferedImage image;

  /**
   * An image.
   *
   * @param width pixels in a row
   * @param rgb the colours {@code 0xRRGGBB}, row by row
   */
  public Pixels(int width, int[] rgb) {
    this(new BufferedImage(width, rgb.length / width, BufferedImage.TYPE_INT_RGB));
    image.setRGB(0, 0, width, rgb.length / width, rgb, 0, width);
  }

  Pixels(BufferedImage image) {
    this.image = image;
  }

  BufferedImage image() {
    return image;
  }

  /** The bytes of a PNG file. */
  byte[] toPng() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (MemoryCacheImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
      if (!ImageIO.write(image, "png", out)) {
        throw new IllegalStateException("This Java has no writer for PNG");
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Memory can't fail to be written", e);
    }
    return bytes.toByteArray();
  }
}
