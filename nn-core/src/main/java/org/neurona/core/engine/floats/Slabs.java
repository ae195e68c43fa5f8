package org.neurona.core.engine.floats;

import java.util.Arrays;
import org.neurona.core.engine.FloatKernels;
import org.neurona.ops.BinaryFunction;

/**
 * What windows see, in pieces: a few images whole, or a block of a large one. Tables say where in a piece the window of
 * each output place starts and where in a window its elements are, so that instructions read the input where it stands;
 * only where windows hang over the edges of images they read a copy of the piece, the slab, with zeros around.
 */
final class Slabs {
  private static final int AXES = 3;
  /** An image of so many places is worth cutting, unless there is little to do for each. */
  private static final int LEAST_PLACES = 64;
  private static final double FLOPS = 6e6;
  /** Images of so many places together make good use of a tile, and stay in the second-level cache. */
  private static final int MOST_PLACES = 512;
  /** For several workers images fall into at least so many pieces, if there are as many. */
  static final int PIECES_FOR_ALL = 16;

  private final WindowGeometry geometry;
  private final boolean inPlace;
  /** The axis along which an image is cut, how many places along it a block has, and how many blocks there are. */
  private final int axis;
  private final int step;
  private final int blocks;
  private final int imagesAtOnce;
  private final int[] lengths = new int[AXES];

  /**
   * The pieces for a window.
   *
   * @param flopsPerPlace about how much is done for a place
   * @param leastPieces into how many pieces images should fall, if there are as many
   */
  Slabs(WindowGeometry geometry, double flopsPerPlace, int leastPieces) {
    this.geometry = geometry;
    int first = 0;
    while (first < AXES - 1 && geometry.places[first] == 1) {
      first++;
    }
    axis = first;
    int places = geometry.outputPlaces();
    double most = Math.max(LEAST_PLACES, FLOPS / flopsPerPlace);
    int wanted = places <= 1.5 * most ? 1 : (int) Math.ceil(places / most);
    int along = Math.max(1, geometry.places[axis]);
    step = (along + wanted - 1) / wanted;
    blocks = (along + step - 1) / step;
    imagesAtOnce = blocks > 1 ? 1
        : Math.max(1, Math.min(MOST_PLACES / Math.max(1, places), geometry.images / leastPieces));
    inPlace = isInside(geometry);
    for (int i = 0; i < AXES; i++) {
      int count = i == axis ? step : geometry.places[i];
      lengths[i] = inPlace ? geometry.lengths[i]
          : (count - 1) * geometry.strides[i] + (geometry.sizes[i] - 1) * geometry.dilations[i] + 1;
    }
  }

  private static boolean isInside(WindowGeometry g) {
    for (int i = 0; i < AXES; i++) {
      if (g.before[i] != 0 || g.index(i, g.places[i] - 1, g.sizes[i] - 1) >= g.lengths[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether pieces are read and written where they are. */
  boolean inPlace() {
    return inPlace;
  }

  /** How many floats a slab has; none where pieces are read where they are. */
  int size() {
    return inPlace ? 0 : imagesAtOnce * imageSize();
  }

  /** How many pieces all images have. */
  int count() {
    return (geometry.images + imagesAtOnce - 1) / imagesAtOnce * blocks;
  }

  /** How many pieces have the same images: they follow each other. */
  int blocks() {
    return blocks;
  }

  /** How many output places a piece has, but for the last one. */
  int mostPlaces() {
    return imagesAtOnce * step * placesPerStep();
  }

  /** How many output places a piece has. */
  int places(int piece) {
    int block = piece % blocks;
    return images(piece) * Math.min(step, geometry.places[axis] - block * step) * placesPerStep();
  }

  /** The first output place of a piece, counted through all images. */
  int firstPlace(int piece) {
    return firstImage(piece) * geometry.outputPlaces() + piece % blocks * step * placesPerStep();
  }

  /** The first image of a piece. */
  int firstImage(int piece) {
    return piece / blocks * imagesAtOnce;
  }

  /** How many images a piece has. */
  int images(int piece) {
    return Math.min(imagesAtOnce, geometry.images - firstImage(piece));
  }

  /** Where in all images a piece starts that is read where it is. */
  int start(int piece) {
    int place = piece % blocks * step * geometry.strides[axis];
    for (int i = axis + 1; i < AXES; i++) {
      place *= geometry.lengths[i];
    }
    return (firstImage(piece) * geometry.inputPlaces() + place) * geometry.channels;
  }

  /** Where in a piece the window of each of its output places starts. */
  int[] windows() {
    int[] counts = geometry.places.clone();
    counts[axis] = step;
    int[] windows = new int[imagesAtOnce * step * placesPerStep()];
    int at = 0;
    for (int image = 0; image < imagesAtOnce; image++) {
      for (int z = 0; z < counts[0]; z++) {
        for (int y = 0; y < counts[1]; y++) {
          for (int x = 0; x < counts[2]; x++) {
            windows[at++] = image * imageSize()
                + offset(z * geometry.strides[0], y * geometry.strides[1], x * geometry.strides[2]);
          }
        }
      }
    }
    return windows;
  }

  /** Where in a window its elements are, for each of them the first of the channels. */
  int[] taps() {
    int[] taps = new int[geometry.taps()];
    int at = 0;
    for (int z = 0; z < geometry.sizes[0]; z++) {
      for (int y = 0; y < geometry.sizes[1]; y++) {
        for (int x = 0; x < geometry.sizes[2]; x++) {
          taps[at++] = offset(z * geometry.dilations[0], y * geometry.dilations[1], x * geometry.dilations[2]);
        }
      }
    }
    return taps;
  }

  /** Copies a piece of the input to a slab. */
  void copy(int piece, Buffer input, float[] slab) {
    int channels = geometry.channels;
    int first = firstInside(piece);
    int end = endInside(piece);
    for (int line = 0; line < lines(piece); line++) {
      int to = line * lengths[2] * channels;
      int from = line(piece, line);
      if (from < 0 || first >= end) {
        Arrays.fill(slab, to, to + lengths[2] * channels, 0);
      } else {
        Arrays.fill(slab, to, to + first * channels, 0);
        System.arraycopy(input.array(), input.offset() + from + (origin(2, piece) + first) * channels, slab,
            to + first * channels, (end - first) * channels);
        Arrays.fill(slab, to + end * channels, to + lengths[2] * channels, 0);
      }
    }
  }

  /** Adds a slab to the piece of the result that it stands for; what hangs over the edges is lost. */
  void add(int piece, float[] slab, FloatKernels kernels, Buffer result) {
    int channels = geometry.channels;
    int first = firstInside(piece);
    int n = (endInside(piece) - first) * channels;
    for (int line = 0; n > 0 && line < lines(piece); line++) {
      int to = line(piece, line);
      if (to >= 0) {
        int at = result.offset() + to + (origin(2, piece) + first) * channels;
        kernels.binary(BinaryFunction.ADD, result.array(), at, slab, (line * lengths[2] + first) * channels,
            result.array(), at, n);
      }
    }
  }

  private int placesPerStep() {
    return geometry.outputPlaces() / Math.max(1, geometry.places[axis]);
  }

  private int imageSize() {
    return lengths[0] * lengths[1] * lengths[2] * geometry.channels;
  }

  private int offset(int z, int y, int x) {
    return ((z * lengths[1] + y) * lengths[2] + x) * geometry.channels;
  }

  private int lines(int piece) {
    return images(piece) * lengths[0] * lengths[1];
  }

  /** The index along an axis of the input at which a piece starts, padding included. */
  private int origin(int along, int piece) {
    return (along == axis ? piece % blocks * step * geometry.strides[along] : 0) - geometry.before[along];
  }

  /** The first column of a slab that is not padding. */
  private int firstInside(int piece) {
    return Math.max(0, -origin(2, piece));
  }

  /** One past the last column of a slab that is not padding. */
  private int endInside(int piece) {
    return Math.min(lengths[2], geometry.lengths[2] - origin(2, piece));
  }

  /** Where in all images the line starts that a line of a slab is from; negative for a line of padding. */
  private int line(int piece, int line) {
    int y = origin(1, piece) + line % lengths[1];
    int z = origin(0, piece) + line / lengths[1] % lengths[0];
    int image = firstImage(piece) + line / lengths[1] / lengths[0];
    boolean inside = y >= 0 && y < geometry.lengths[1] && z >= 0 && z < geometry.lengths[0];
    return inside ? ((image * geometry.lengths[0] + z) * geometry.lengths[1] + y) * geometry.lengths[2]
        * geometry.channels : -1;
  }
}
