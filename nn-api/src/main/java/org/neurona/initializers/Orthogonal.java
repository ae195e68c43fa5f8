package org.neurona.initializers;

import java.util.List;
import java.util.random.RandomGenerator;
import org.neurona.Shape;
import org.neurona.config.Setting;

/**
 * {@code gain} (1) times a random matrix whose columns, or rows if there are fewer, are orthonormal, each such matrix
 * being as likely as any other (Saxe et al., 2014). Keras' {@code Orthogonal}. A weight of more than two axes is taken
 * as a matrix whose rows are all axes but the last.
 */
public final class Orthogonal extends Initializer {
  private static final Setting<Double> GAIN = Setting.number("gain", 1);
  private static final Setting<Long> SEED = Setting.seed();

  /** An initializer with gain 1 and the model's seed. */
  public Orthogonal() {
    super(List.of(GAIN, SEED));
  }

  /** An initializer with a gain. */
  public Orthogonal(double gain) {
    this();
    set(GAIN, gain);
  }

  /** The length of each vector; 1 by default. */
  public double gain() {
    return get(GAIN);
  }

  @Override
  public Long seed() {
    return get(SEED);
  }

  /** Returns a copy with a seed of its own; by default the model gives one. */
  public Orthogonal seed(long seed) {
    return with(this, SEED, seed);
  }

  /**
   * The matrix, in row-major order.
   *
   * @throws IllegalArgumentException if the weight has fewer than two axes
   */
  @Override
  public double[] values(Shape shape, RandomGenerator random) {
    if (shape.rank() < 2) {
      throw new IllegalArgumentException("The tensor to initialize must be at least two-dimensional. Received: shape="
          + shape + " of rank " + shape.rank() + ".");
    }
    int rows = shape.size(0, shape.rank() - 1);
    int columns = shape.dim(-1);
    double[][] vectors = orthonormal(Math.min(rows, columns), Math.max(rows, columns), random);
    double[] values = new double[shape.size()];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        values[row * columns + column] = gain() * (rows < columns ? vectors[row][column] : vectors[column][row]);
      }
    }
    return values;
  }

  /** Gram and Schmidt's process on random vectors: the Q of a QR decomposition whose R has a positive diagonal. */
  private static double[][] orthonormal(int count, int length, RandomGenerator random) {
    double[][] vectors = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < length; k++) {
        vectors[i][k] = random.nextGaussian();
      }
      // Once leaves rounding errors along the earlier vectors, twice is enough (Giraud et al., 2005).
      for (int pass = 0; pass < 2; pass++) {
        for (int j = 0; j < i; j++) {
          addScaled(vectors[i], vectors[j], -dot(vectors[i], vectors[j]));
        }
      }
      double norm = Math.sqrt(dot(vectors[i], vectors[i]));
      for (int k = 0; k < length; k++) {
        vectors[i][k] /= norm;
      }
    }
    return vectors;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int k = 0; k < a.length; k++) {
      sum += a[k] * b[k];
    }
    return sum;
  }

  private static void addScaled(double[] to, double[] vector, double factor) {
    for (int k = 0; k < to.length; k++) {
      to[k] += factor * vector[k];
    }
  }
}
