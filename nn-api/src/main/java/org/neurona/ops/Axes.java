package org.neurona.ops;

import org.neurona.Shape;

/** Rules about axes that several operations share. */
final class Axes {
  private Axes() {}

  /** The shape, if it has at least so many axes. */
  static Shape requireRank(String label, Shape shape, int least) {
    if (shape.rank() < least) {
      throw new IllegalArgumentException(label + " expects rank >= " + least + ", got shape " + shape);
    }
    return shape;
  }

  /** The target with its one unknown axis worked out from the source, where the source is known. */
  static Shape reshape(Shape source, Shape target) {
    if (!source.isKnown()) {
      return target;
    }
    int unknown = -1;
    long known = 1;
    for (int axis = 0; axis < target.rank(); axis++) {
      if (target.dim(axis) != Shape.UNKNOWN) {
        known *= target.dim(axis);
      } else if (unknown >= 0) {
        throw new IllegalArgumentException("reshape expects at most one unknown axis, got " + target);
      } else {
        unknown = axis;
      }
    }
    if (unknown < 0 ? known != source.size() : known == 0 || source.size() % known != 0) {
      throw new IllegalArgumentException("The total size of the tensor must be unchanged. Received: input_shape="
          + source + ", target_shape=" + target);
    }
    return unknown < 0 ? target : target.withDim(unknown, (int) (source.size() / known));
  }
}
