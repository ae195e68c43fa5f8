package org.neurona.datasets;

import org.neurona.NDArray;
import org.neurona.Shape;

/** Class numbers in other forms. */
public final class Labels {
  private Labels() {}

  /**
   * Class numbers as rows with a single 1, as {@code keras.utils.to_categorical} makes them for the loss
   * {@code categorical_crossentropy}.
   *
   * @param labels whole numbers from 0 to {@code numClasses - 1}, of any shape; a last axis of length 1 is dropped
   * @param numClasses the length of each row
   * @return {@code float32}, the shape of the labels with {@code numClasses} as another last axis
   * @throws IllegalArgumentException if {@code numClasses} is not positive or a label is outside
   */
  public static NDArray toCategorical(NDArray labels, int numClasses) {
    if (numClasses <= 0) {
      throw new IllegalArgumentException("toCategorical: `numClasses` must be a positive integer, got " + numClasses);
    }
    double[] values = labels.toDoubleArray();
    Shape shape = labels.shape();
    if (shape.rank() > 1 && shape.dim(-1) == 1) {
      shape = shape.slice(0, shape.rank() - 1);
    }
    float[] rows = new float[shape.append(numClasses).size()];
    for (int i = 0; i < values.length; i++) {
      int label = label(values[i], i);
      if (label >= numClasses) {
        throw new IllegalArgumentException("toCategorical: label " + i + " is " + label
            + ", expected a class from 0 to " + (numClasses - 1));
      }
      rows[i * numClasses + label] = 1;
    }
    return NDArray.wrap(shape.append(numClasses), rows);
  }

  /**
   * The same for as many classes as the largest label needs.
   *
   * @throws IllegalArgumentException if there is no label or one is no class number
   */
  public static NDArray toCategorical(NDArray labels) {
    if (labels.size() == 0) {
      throw new IllegalArgumentException("toCategorical: without a label, `numClasses` must be given");
    }
    double[] values = labels.toDoubleArray();
    int largest = 0;
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, label(values[i], i));
    }
    return toCategorical(labels, largest + 1);
  }

  private static int label(double value, int index) {
    int label = (int) value;
    if (label != value || label < 0) {
      throw new IllegalArgumentException("toCategorical: label " + index + " is " + number(value)
          + ", expected a whole number from 0 on");
    }
    return label;
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
  }
}
