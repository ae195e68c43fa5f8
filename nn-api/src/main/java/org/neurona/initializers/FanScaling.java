package org.neurona.initializers;

import org.neurona.Shape;

/**
 * The scaling of weights by how many inputs (fan-in) and outputs (fan-out) they join, behind all initializers of the
 * Glorot, He and LeCun kinds: values with variance {@code scale / fan}.
 */
final class FanScaling {
  /** The standard deviation of a standard normal cut off at two. */
  private static final double TRUNCATED_STDDEV = 0.87962566103423978;

  private FanScaling() {}

  /**
   * What draws values.
   *
   * @param mode {@code fan_in}, {@code fan_out} or {@code fan_avg}
   * @param distribution {@code uniform}, {@code truncated_normal} or {@code untruncated_normal}
   */
  static RandomInitializer.Draw draw(Shape shape, double scale, String mode, String distribution) {
    double variance = scale / Math.max(1, fan(shape, mode));
    double stddev = Math.sqrt(variance);
    return switch (distribution) {
      case "uniform" -> RandomInitializer.uniform(-Math.sqrt(3 * variance), Math.sqrt(3 * variance));
      case "truncated_normal" -> RandomInitializer.truncatedNormal(0, stddev / TRUNCATED_STDDEV);
      default -> random -> stddev * random.nextGaussian();
    };
  }

  /** A vector has as many inputs as outputs; axes before the last two are a receptive field. */
  private static double fan(Shape shape, String mode) {
    double in;
    double out;
    if (shape.rank() < 2) {
      in = shape.size();
      out = shape.size();
    } else {
      int field = shape.size(0, shape.rank() - 2);
      in = (double) field * shape.dim(-2);
      out = (double) field * shape.dim(-1);
    }
    return switch (mode) {
      case "fan_in" -> in;
      case "fan_out" -> out;
      default -> (in + out) / 2;
    };
  }
}
