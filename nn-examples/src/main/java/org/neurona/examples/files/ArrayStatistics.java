package org.neurona.examples.files;

import org.neurona.NDArray;

/**
 * What the numbers of an array are like.
 *
 * @param count how many there are
 * @param min the least of the finite ones; NaN if there is none
 * @param mean their mean
 * @param max the largest of them
 * @param deviation their standard deviation, that of a whole population
 * @param nan how many are no number
 * @param infinite how many are infinite
 */
record ArrayStatistics(int count, double min, double mean, double max, double deviation, int nan, int infinite) {
  static ArrayStatistics of(NDArray array) {
    double[] values = array.toDoubleArray();
    int nan = 0;
    int infinite = 0;
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    double sum = 0;
    for (double value : values) {
      if (Double.isFinite(value)) {
        min = Math.min(min, value);
        max = Math.max(max, value);
        sum += value;
      } else if (Double.isNaN(value)) {
        nan++;
      } else {
        infinite++;
      }
    }
    int finite = values.length - nan - infinite;
    if (finite == 0) {
      return new ArrayStatistics(values.length, Double.NaN, Double.NaN, Double.NaN, Double.NaN, nan, infinite);
    }
    double mean = sum / finite;
    double squares = 0;
    for (double value : values) {
      squares += Double.isFinite(value) ? (value - mean) * (value - mean) : 0;
    }
    return new ArrayStatistics(values.length, min, mean, max, Math.sqrt(squares / finite), nan, infinite);
  }
}
