package org.neurona.datasets;

import java.util.Arrays;
import org.neurona.NDArray;

/**
 * Scales each column of a table to a range, 0 to 1 unless set, as scikit-learn's {@code MinMaxScaler}. A column whose
 * values are all equal becomes the range's lower end. Immutable: {@link #fit} returns the fitted scaler.
 *
 * <pre>{@code
 * MinMaxScaler scaler = new MinMaxScaler().fit(train);
 * NDArray scaled = scaler.transform(test);
 * }</pre>
 */
public final class MinMaxScaler {
  /** Below this a column counts as constant, as in scikit-learn. */
  private static final double SMALLEST_RANGE = 10 * Math.ulp(1.0);

  private final double from;
  private final double to;
  private final double[] minimums;
  private final double[] maximums;
  private final ColumnScaling scaling;

  /** A scaler to the range 0 to 1, not fitted yet. */
  public MinMaxScaler() {
    this(0, 1, null, null, null);
  }

  private MinMaxScaler(double from, double to, double[] minimums, double[] maximums, ColumnScaling scaling) {
    this.from = from;
    this.to = to;
    this.minimums = minimums;
    this.maximums = maximums;
    this.scaling = scaling;
  }

  /** Returns a copy for another range, not fitted. */
  public MinMaxScaler featureRange(double from, double to) {
    if (!(from < to) || !Double.isFinite(to - from)) {
      throw new IllegalArgumentException(
          "`featureRange` must be finite and rise, got " + from + " to " + to);
    }
    return new MinMaxScaler(from, to, null, null, null);
  }

  /**
   * Returns a copy that is fitted to the columns of {@code x}.
   *
   * @param x of shape {@code (rows, columns)}, finite
   * @throws IllegalArgumentException if the rank is not 2, there is no row, or a value is not finite
   */
  public MinMaxScaler fit(NDArray x) {
    double[][] columns = ColumnScaling.columns("MinMaxScaler", x);
    double[] least = new double[columns.length];
    double[] most = new double[columns.length];
    double[] divisors = new double[columns.length];
    for (int i = 0; i < columns.length; i++) {
      least[i] = Arrays.stream(columns[i]).min().orElseThrow();
      most[i] = Arrays.stream(columns[i]).max().orElseThrow();
      double range = most[i] - least[i];
      divisors[i] = (range < SMALLEST_RANGE ? 1 : range) / (to - from);
    }
    return new MinMaxScaler(from, to, least, most, new ColumnScaling("MinMaxScaler", least, divisors, from));
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

  /** The least value of each column that the scaler was fitted to. */
  public double[] dataMin() {
    fitted();
    return minimums.clone();
  }

  /** The largest value of each column that the scaler was fitted to. */
  public double[] dataMax() {
    fitted();
    return maximums.clone();
  }

  private ColumnScaling fitted() {
    if (scaling == null) {
      throw new IllegalStateException("This MinMaxScaler is not fitted. Use the scaler that fit(x) returns");
    }
    return scaling;
  }
}
