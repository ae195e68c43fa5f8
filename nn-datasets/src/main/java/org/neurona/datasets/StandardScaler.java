package org.neurona.datasets;

import java.util.Arrays;
import org.neurona.NDArray;

/**
 * Scales each column of a table to mean 0 and standard deviation 1, as scikit-learn's {@code StandardScaler}. A column
 * whose values are all equal becomes 0. Immutable: {@link #fit} returns the fitted scaler.
 *
 * <pre>{@code
 * StandardScaler scaler = new StandardScaler().fit(train);
 * NDArray scaled = scaler.transform(test);
 * }</pre>
 */
public final class StandardScaler {
  private final double[] means;
  private final double[] deviations;
  private final ColumnScaling scaling;

  /** A scaler that is not fitted yet. */
  public StandardScaler() {
    this(null, null, null);
  }

  private StandardScaler(double[] means, double[] deviations, ColumnScaling scaling) {
    this.means = means;
    this.deviations = deviations;
    this.scaling = scaling;
  }

  /**
   * Returns a copy that is fitted to the columns of {@code x}: their means and standard deviations (of the population:
   * divided by the number of rows).
   *
   * @param x of shape {@code (rows, columns)}, finite
   * @throws IllegalArgumentException if the rank is not 2, there is no row, or a value is not finite
   */
  public StandardScaler fit(NDArray x) {
    double[][] columns = ColumnScaling.columns("StandardScaler", x);
    double[] mean = new double[columns.length];
    double[] deviation = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      double center = Arrays.stream(columns[i]).average().orElseThrow();
      double variance = Arrays.stream(columns[i]).map(value -> (value - center) * (value - center)).average()
          .orElseThrow();
      mean[i] = center;
      deviation[i] = isConstant(variance, center, columns[i].length) ? 1 : Math.sqrt(variance);
    }
    return new StandardScaler(mean, deviation, new ColumnScaling("StandardScaler", mean, deviation, 0));
  }

  /** Whether the variance is no more than rounding makes of equal values (sklearn/preprocessing/_data.py). */
  private static boolean isConstant(double variance, double mean, int rows) {
    double epsilon = Math.ulp(1.0);
    double rounding = rows * mean * epsilon;
    return variance <= rows * epsilon * variance + rounding * rounding;
  }

  /**
   * The table with scaled columns: {@code float64} if {@code x} is, else {@code float32}.
   *
   * @throws IllegalArgumentException if {@code x} has other columns than the scaler was fitted to
   * @throws IllegalStateException if the scaler is not fitted
   */
  public NDArray transform(NDArray x) {
    return fitted().apply(x);
  }

  /** The inverse of {@link #transform}. */
  public NDArray inverseTransform(NDArray x) {
    return fitted().invert(x);
  }

  /** The mean of each column that the scaler was fitted to. */
  public double[] mean() {
    fitted();
    return means.clone();
  }

  /** What each column is divided by: its standard deviation, or 1 where that is 0. */
  public double[] scale() {
    fitted();
    return deviations.clone();
  }

  private ColumnScaling fitted() {
    if (scaling == null) {
      throw new IllegalStateException("This StandardScaler is not fitted. Use the scaler that fit(x) returns");
    }
    return scaling;
  }
}
