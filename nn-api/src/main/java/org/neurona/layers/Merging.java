package org.neurona.layers;

import java.util.List;
import org.neurona.Shape;

/** What layers that merge several inputs have in common. */
final class Merging {
  private Merging() {}

  static void requireSeveral(List<Shape> inputs, String label) {
    if (inputs.size() < 2) {
      throw new IllegalArgumentException(label + " should be called on a list of at least 2 inputs. Received "
          + inputs.size() + " inputs.");
    }
  }
}
