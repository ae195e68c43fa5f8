package org.neurona.core.ops;

import org.neurona.Shape;
import org.neurona.ops.Window;

/** What a window sees from each of its places, one element after the other. */
final class Taps {
  /** Told of one element that the window sees; places are counted through all axes between batch and channels. */
  interface Visitor {
    /**
     * The window sees an element.
     *
     * @param input the input place
     * @param output the output place
     * @param tap which of the window's elements it is
     */
    void see(int input, int output, int tap);
  }

  private final Window window;
  private final Shape input;
  private final Visitor visitor;

  private Taps(Window window, Shape input, Visitor visitor) {
    this.window = window;
    this.input = input;
    this.visitor = visitor;
  }

  /**
   * Visits all elements that are not padding: places in order, and at each the window's elements in order.
   *
   * @param input the shape {@code (batch, lengths..., channels)}
   */
  static void visit(Window window, Shape input, Visitor visitor) {
    new Taps(window, input, visitor).places(0, new int[window.rank()], 0);
  }

  private void places(int axis, int[] place, int output) {
    if (axis == window.rank()) {
      elements(0, place, 0, output, 0);
      return;
    }
    int count = window.places(axis, input.dim(axis + 1));
    for (place[axis] = 0; place[axis] < count; place[axis]++) {
      places(axis + 1, place, output * count + place[axis]);
    }
  }

  private void elements(int axis, int[] place, int at, int output, int tap) {
    if (axis == window.rank()) {
      visitor.see(at, output, tap);
      return;
    }
    int length = input.dim(axis + 1);
    for (int i = 0; i < window.sizes().get(axis); i++) {
      int index = place[axis] * window.strides().get(axis) - window.before().get(axis)
          + i * window.dilations().get(axis);
      if (index >= 0 && index < length) {
        elements(axis + 1, place, at * length + index, output, tap * window.sizes().get(axis) + i);
      }
    }
  }
}
