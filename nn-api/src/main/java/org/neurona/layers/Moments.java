package org.neurona.layers;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.neurona.NDArray;
import org.neurona.Shape;

/** Mean and variance of data for each place of some axes, over all others, in float64. */
final class Moments {
  private final Shape shape;
  private final double count;
  private final double[] mean;
  /** The sums of squared distances from the mean. */
  private final double[] squares;

  private Moments(Shape shape, double count, double[] mean, double[] squares) {
    this.shape = shape;
    this.count = count;
    this.mean = mean;
    this.squares = squares;
  }

  /**
   * Those of an array.
   *
   * @param kept the axes whose places are kept apart, in order
   * @throws IllegalArgumentException if it is empty
   */
  static Moments of(NDArray data, int[] kept) {
    if (data.size() == 0) {
      throw new IllegalArgumentException("adapt needs data, got shape " + data.shape());
    }
    Shape shape = Shape.of(IntStream.of(kept).map(data.shape()::dim).toArray());
    double[] values = data.toDoubleArray();
    int[] places = places(data.shape(), kept);
    double count = (double) values.length / shape.size();
    double[] mean = new double[shape.size()];
    for (int i = 0; i < values.length; i++) {
      mean[places[i]] += values[i] / count;
    }
    double[] squares = new double[mean.length];
    for (int i = 0; i < values.length; i++) {
      double distance = values[i] - mean[places[i]];
      squares[places[i]] += distance * distance;
    }
    return new Moments(shape, count, mean, squares);
  }

  /** For each element the place that it belongs to. */
  private static int[] places(Shape data, int[] kept) {
    int[] places = new int[data.size()];
    int stride = 1;
    int inner = 1;
    for (int axis = data.rank() - 1; axis >= 0; axis--) {
      if (Arrays.binarySearch(kept, axis) >= 0) {
        for (int i = 0; i < places.length; i++) {
          places[i] += i / inner % data.dim(axis) * stride;
        }
        stride *= data.dim(axis);
      }
      inner *= data.dim(axis);
    }
    return places;
  }

  /** Those of these data and others together (Chan et al., 1979). */
  Moments and(Moments other) {
    if (!shape.equals(other.shape)) {
      throw new IllegalArgumentException("adapt: data have shape " + shape + " on the axes that are kept, and then "
          + other.shape);
    }
    double total = count + other.count;
    double[] mean = new double[this.mean.length];
    double[] squares = new double[mean.length];
    for (int i = 0; i < mean.length; i++) {
      double distance = other.mean[i] - this.mean[i];
      mean[i] = this.mean[i] + distance * other.count / total;
      squares[i] = this.squares[i] + other.squares[i] + distance * distance * count * other.count / total;
    }
    return new Moments(shape, total, mean, squares);
  }

  NDArray mean() {
    return NDArray.of(shape, mean);
  }

  /** The mean of squared distances from the mean. */
  NDArray variance() {
    return NDArray.wrap(shape, Arrays.stream(squares).map(sum -> sum / count).toArray());
  }
}
