package org.neurona.core.engine.floats;

import java.util.Arrays;

/**
 * What a window sees from some output places, as the rows of a matrix: (places, taps x channels of a group). A
 * convolution is the product of that matrix and the kernel; it is made for a few places at a time, while they stay in the
 * cache, and never as a whole.
 */
final class Patches {
  /** Patches of so many numbers stay in the second-level cache beside the kernel. */
  private static final int NUMBERS = 48 * 1024;
  /** Shorter copies are loops of their own. */
  private static final int SHORT = 24;

  private final WindowGeometry geometry;
  private final int groupChannels;

  Patches(WindowGeometry geometry, int groups) {
    this.geometry = geometry;
    this.groupChannels = geometry.channels / groups;
  }

  /** The length of a row. */
  int width() {
    return geometry.taps() * groupChannels;
  }

  /** How many places are best done together. */
  int placesAtOnce() {
    int most = Math.max(8, NUMBERS / width() / 8 * 8);
    int places = geometry.outputPlaces();
    int blocks = (places + most - 1) / most;
    return blocks <= 1 ? places : (((places + blocks - 1) / blocks) + 7) / 8 * 8;
  }

  /**
   * Copies what is seen from some places of an image.
   *
   * @param input the inputs
   * @param image where the image starts in them, at the group's first channel
   * @param from the first place
   * @param count how many places
   * @param rows where the rows go, from its start on
   */
  void gather(float[] input, int image, int from, int count, float[] rows) {
    move(input, image, from, count, rows, true);
  }

  /** Adds rows to the elements that are seen from some places of an image: the transpose of {@link #gather}. */
  void scatterAdd(float[] rows, int from, int count, float[] input, int image) {
    move(input, image, from, count, rows, false);
  }

  private void move(float[] input, int image, int from, int count, float[] rows, boolean gather) {
    WindowGeometry g = geometry;
    int width = width();
    int planeWidth = g.sizes[1] * g.sizes[2] * groupChannels;
    int lineWidth = g.sizes[2] * groupChannels;
    for (int i = 0; i < count; i++) {
      int x = (from + i) % g.places[2];
      int y = (from + i) / g.places[2] % g.places[1];
      int z = (from + i) / g.places[2] / g.places[1];
      int x0 = g.firstTap(2, x);
      int x1 = g.endTap(2, x);
      int y0 = g.firstTap(1, y);
      int y1 = g.endTap(1, y);
      int z0 = g.firstTap(0, z);
      int z1 = g.endTap(0, z);
      int row = i * width;
      if (gather && (x1 - x0) * (y1 - y0) * (z1 - z0) < g.taps()) {
        Arrays.fill(rows, row, row + width, 0);
      }
      for (int tz = z0; tz < z1; tz++) {
        for (int ty = y0; ty < y1; ty++) {
          int line = (g.index(0, z, tz) * g.lengths[1] + g.index(1, y, ty)) * g.lengths[2];
          int at = image + (line + g.index(2, x, x0)) * g.channels;
          int to = row + tz * planeWidth + ty * lineWidth + x0 * groupChannels;
          if (g.dilations[2] == 1 && groupChannels == g.channels) {
            stretch(input, at, rows, to, (x1 - x0) * groupChannels, gather);
          } else {
            for (int tx = x0; tx < x1; tx++) {
              stretch(input, at, rows, to, groupChannels, gather);
              at += g.dilations[2] * g.channels;
              to += groupChannels;
            }
          }
        }
      }
    }
  }

  private static void stretch(float[] input, int at, float[] rows, int to, int n, boolean gather) {
    if (!gather) {
      for (int i = 0; i < n; i++) {
        input[at + i] += rows[to + i];
      }
    } else if (n < SHORT) {
      for (int i = 0; i < n; i++) {
        rows[to + i] = input[at + i];
      }
    } else {
      System.arraycopy(input, at, rows, to, n);
    }
  }
}
