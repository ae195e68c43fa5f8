package org.neurona.examples.files;

import java.util.LinkedHashMap;
import java.util.Map;
import org.neurona.NDArray;
import org.neurona.Shape;

/**
 * The classes that outputs stand for: of several numbers the place of the largest, of a single one 1 where it is over
 * 0.5, Keras' threshold, and else 0. The score is that number.
 *
 * @param numbers the class of each row
 * @param scores its score
 */
record Classes(int[] numbers, double[] scores) {
  private static final double THRESHOLD = 0.5;

  /**
   * The classes of an output.
   *
   * @throws IllegalArgumentException if it is not one row of numbers for each row
   */
  static Classes of(String name, NDArray output) {
    if (output.shape().rank() != 2 || output.shape().dim(1) == 0) {
      throw new IllegalArgumentException("--classes takes outputs of shape (rows, classes), but \"" + name
          + "\" has shape " + output.shape());
    }
    int rows = output.shape().dim(0);
    int width = output.shape().dim(1);
    int[] numbers = new int[rows];
    double[] scores = new double[rows];
    for (int row = 0; row < rows; row++) {
      for (int i = 1; i < width; i++) {
        numbers[row] = output.getDouble(row, i) > output.getDouble(row, numbers[row]) ? i : numbers[row];
      }
      scores[row] = output.getDouble(row, numbers[row]);
      numbers[row] = width == 1 && scores[row] > THRESHOLD ? 1 : numbers[row];
    }
    return new Classes(numbers, scores);
  }

  /** The class of each row, for each output. */
  static Map<String, NDArray> numbers(Map<String, NDArray> outputs) {
    Map<String, NDArray> classes = new LinkedHashMap<>();
    outputs.forEach((name, output) -> {
      int[] numbers = of(name, output).numbers;
      classes.put(name, NDArray.wrap(Shape.of(numbers.length), numbers));
    });
    return classes;
  }
}
