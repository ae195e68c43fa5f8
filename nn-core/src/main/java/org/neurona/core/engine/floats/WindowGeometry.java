package org.neurona.core.engine.floats;

import org.neurona.Shape;
import org.neurona.ops.Window;

/**
 * A window over arrays of known shape, always with three axes: those that sequences and images lack are of length 1.
 */
final class WindowGeometry {
  private static final int AXES = 3;

  final int images;
  final int channels;
  /** The input's lengths, the output's, and the window's numbers, each by axis. */
  final int[] lengths = {1, 1, 1};
  final int[] places = {1, 1, 1};
  final int[] sizes = {1, 1, 1};
  final int[] strides = {1, 1, 1};
  final int[] dilations = {1, 1, 1};
  final int[] before = {0, 0, 0};

  /**
   * A window over an input.
   *
   * @param input the shape {@code (batch, lengths..., channels)}
   */
  WindowGeometry(Window window, Shape input) {
    images = input.dim(0);
    channels = input.dim(-1);
    int first = AXES - window.rank();
    for (int axis = 0; axis < window.rank(); axis++) {
      lengths[first + axis] = input.dim(axis + 1);
      places[first + axis] = window.places(axis, input.dim(axis + 1));
      sizes[first + axis] = window.sizes().get(axis);
      strides[first + axis] = window.strides().get(axis);
      dilations[first + axis] = window.dilations().get(axis);
      before[first + axis] = window.before().get(axis);
    }
  }

  /** The number of input places of an image. */
  int inputPlaces() {
    return lengths[0] * lengths[1] * lengths[2];
  }

  /** The number of output places of an image. */
  int outputPlaces() {
    return places[0] * places[1] * places[2];
  }

  /** The number of elements that the window sees, padding included. */
  int taps() {
    return sizes[0] * sizes[1] * sizes[2];
  }

  /** The first of the window's elements along an axis that is not padding, seen from an output place. */
  int firstTap(int axis, int place) {
    int start = place * strides[axis] - before[axis];
    return start >= 0 ? 0 : Math.min(sizes[axis], (dilations[axis] - 1 - start) / dilations[axis]);
  }

  /** One past the last of the window's elements along an axis that is not padding, seen from an output place. */
  int endTap(int axis, int place) {
    int room = lengths[axis] - 1 - (place * strides[axis] - before[axis]);
    return room < 0 ? 0 : Math.min(sizes[axis], room / dilations[axis] + 1);
  }

  /** The index along an axis of one of the window's elements, seen from an output place. */
  int index(int axis, int place, int tap) {
    return place * strides[axis] - before[axis] + tap * dilations[axis];
  }
}
