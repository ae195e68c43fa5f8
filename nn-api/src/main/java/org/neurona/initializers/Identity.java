package org.neurona.initializers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * {@code gain} (1) on the diagonal of a matrix, 0 elsewhere; the matrix need not be square. Keras'
 * {@code Identity}.
 */
public final class Identity extends Initializer {
  private static final Setting<Double> GAIN = Setting.number("gain", 1);

  /** The identity matrix. */
  public Identity() {
    super(List.of(GAIN));
  }

  /** The identity matrix times a number. */
  public Identity(double gain) {
    this();
    set(GAIN, gain);
  }

  /** The number on the diagonal; 1 by default. */
  public double gain() {
    return get(GAIN);
  }

  /**
   * The matrix, in row-major order.
   *
   * @throws IllegalArgumentException if the weight is not a matrix
   */
  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    if (shape.rank() != 2) {
      throw new IllegalArgumentException("Identity matrix initializer can only be used for 2D matrices. Received: "
          + "shape=" + shape + " of rank " + shape.rank() + ".");
    }
    double[] values = new double[shape.size()];
    for (int i = 0; i < Math.min(shape.dim(0), shape.dim(1)); i++) {
      values[i * shape.dim(1) + i] = gain();
    }
    return values;
  }
}
