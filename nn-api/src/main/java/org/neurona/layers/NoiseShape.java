package org.neurona.layers;

import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.config.Setting;

/** Keras' {@code noise_shape}: over which axes one choice is for all. */
final class NoiseShape {
  /** The shape, or null for that of the input. */
  static final Setting<Shape> SETTING = Setting.of("noise_shape", "positive integers or None for each axis, or null",
      shape -> shape == null || shape.toList().stream().noneMatch(length -> length == 0),
      Setting.shape("noise_shape").codec(), null);

  private NoiseShape() {}

  /** Fails unless the noise broadcasts to the input. */
  static void check(Shape noise, Shape input, String label) {
    if (noise == null) {
      return;
    }
    boolean fits = noise.rank() == input.rank();
    for (int axis = 0; fits && axis < noise.rank(); axis++) {
      int length = noise.dim(axis);
      fits = length == 1 || length == Shape.UNKNOWN || input.dim(axis) == Shape.UNKNOWN || length == input.dim(axis);
    }
    if (!fits) {
      throw new ShapeMismatchException(label, "input to which noiseShape=" + noise + " broadcasts", input);
    }
  }

  /** The noise for an input of this shape. */
  static Shape resolve(Shape noise, Shape input) {
    Shape resolved = input;
    for (int axis = 0; noise != null && axis < noise.rank(); axis++) {
      resolved = noise.dim(axis) == Shape.UNKNOWN ? resolved : resolved.withDim(axis, noise.dim(axis));
    }
    return resolved;
  }
}
