package org.neurona.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.neurona.NDArray;

/**
 * How often each class was taken for each: {@code counts()[i][j]} rows are of class i and said to be of class j.
 *
 * <pre>{@code
 * var matrix = ConfusionMatrix.of(test.y(), model.predict(test.x())).labels("setosa", "versicolor", "virginica");
 * System.out.println(matrix);
 * System.out.println(matrix.report());
 * }</pre>
 */
public final class ConfusionMatrix {
  /** More classes than that are numbers of something else, and their matrix would fill the memory. */
  private static final int MAX_CLASSES = 10_000;

  private final long[][] counts;
  private final List<String> labels;

  private ConfusionMatrix(long[][] counts, List<String> labels) {
    this.counts = counts;
    this.labels = labels;
  }

  /**
   * Counts the rows of a data set.
   *
   * <p>There are as many classes as {@code yPred} or {@code yTrue} has columns, two for one column of probabilities,
   * and else as the largest class number says.
   *
   * @param yTrue the classes: their numbers, of shape (n) or (n, 1), or one-hot rows, of shape (n, classes), where the
   *     largest counts
   * @param yPred what a model says: probabilities of shape (n, classes), where the largest counts; of shape (n, 1),
   *     where those above 0.5 stand for class 1; or the numbers of classes, of shape (n)
   * @throws IllegalArgumentException if the numbers of rows differ or are 0, a class number is not whole or out of
   *     range, or a value is NaN
   */
  public static ConfusionMatrix of(NDArray yTrue, NDArray yPred) {
    requireRows("yTrue", yTrue);
    requireRows("yPred", yPred);
    int rows = yTrue.shape().dim(0);
    if (rows != yPred.shape().dim(0)) {
      throw new IllegalArgumentException("Data cardinality is ambiguous: yTrue has " + rows + " samples, yPred has "
          + yPred.shape().dim(0));
    }
    int[] actual = columns(yTrue) > 1 ? largest("yTrue", yTrue) : classNumbers("yTrue", yTrue);
    int[] predicted = columns(yPred) > 1 ? largest("yPred", yPred)
        : yPred.shape().rank() == 2 ? aboveHalf(yPred) : classNumbers("yPred", yPred);
    int classes = classes(yTrue, yPred, actual, predicted);
    requireInRange("yTrue", actual, classes);
    requireInRange("yPred", predicted, classes);
    long[][] counts = new long[classes][classes];
    for (int i = 0; i < rows; i++) {
      counts[actual[i]][predicted[i]]++;
    }
    return new ConfusionMatrix(counts, IntStream.range(0, classes).mapToObj(Integer::toString).toList());
  }

  private static void requireRows(String argument, NDArray values) {
    int rank = values.shape().rank();
    if (rank != 1 && rank != 2 || values.size() == 0) {
      throw new IllegalArgumentException("ConfusionMatrix expects " + argument + " of shape (n) or (n, classes) with "
          + "at least one row, got shape " + values.shape());
    }
  }

  private static int columns(NDArray values) {
    return values.shape().rank() == 1 ? 1 : values.shape().dim(1);
  }

  private static int classes(NDArray yTrue, NDArray yPred, int[] actual, int[] predicted) {
    int ofTargets = columns(yTrue);
    int ofOutputs = yPred.shape().rank() == 1 ? 1 : Math.max(2, columns(yPred));
    if (ofTargets > 1 && ofOutputs > 1 && ofTargets != ofOutputs) {
      throw new IllegalArgumentException("ConfusionMatrix expects as many classes in yTrue as in yPred, got shapes "
          + yTrue.shape() + " and " + yPred.shape());
    }
    int columns = Math.max(ofTargets, ofOutputs);
    if (columns > MAX_CLASSES) {
      throw new IllegalArgumentException("ConfusionMatrix holds at most " + MAX_CLASSES + " classes, got " + columns);
    }
    if (columns > 1) {
      return columns;
    }
    int largest = IntStream.concat(Arrays.stream(actual), Arrays.stream(predicted)).max().orElseThrow();
    return Math.min(largest, MAX_CLASSES - 1) + 1;
  }

  private static void requireInRange(String argument, int[] numbers, int classes) {
    for (int i = 0; i < numbers.length; i++) {
      if (numbers[i] < 0 || numbers[i] >= classes) {
        throw new IllegalArgumentException("ConfusionMatrix: class numbers in " + argument + " must be in [0, "
            + classes + "), got " + numbers[i] + " in row " + i);
      }
    }
  }

  private static int[] largest(String argument, NDArray values) {
    double[] numbers = values.toDoubleArray();
    for (int i = 0; i < numbers.length; i++) {
      requireNumber(argument, numbers[i], i / columns(values));
    }
    return values.argMax().toIntArray();
  }

  private static int[] aboveHalf(NDArray probabilities) {
    double[] values = probabilities.toDoubleArray();
    int[] classes = new int[values.length];
    for (int i = 0; i < values.length; i++) {
      requireNumber("yPred", values[i], i);
      if (values[i] < 0 || values[i] > 1) {
        throw new IllegalArgumentException("ConfusionMatrix: yPred of shape " + probabilities.shape() + " must hold "
            + "probabilities, in [0, 1], got " + values[i] + " in row " + i
            + ". Numbers of classes have shape (" + values.length + ")");
      }
      classes[i] = values[i] > 0.5 ? 1 : 0;
    }
    return classes;
  }

  private static int[] classNumbers(String argument, NDArray values) {
    double[] numbers = values.toDoubleArray();
    int[] classes = new int[numbers.length];
    for (int i = 0; i < numbers.length; i++) {
      requireNumber(argument, numbers[i], i);
      classes[i] = (int) numbers[i];
      if (classes[i] != numbers[i]) {
        throw new IllegalArgumentException("ConfusionMatrix: " + argument + " of shape " + values.shape()
            + " must hold numbers of classes, got " + numbers[i] + " in row " + i
            + (argument.equals("yPred") ? ". Probabilities have shape (" + numbers.length + ", 1)" : ""));
      }
    }
    return classes;
  }

  private static void requireNumber(String argument, double value, int row) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("ConfusionMatrix: " + argument + " has NaN in row " + row);
    }
  }

  /**
   * Returns a copy with names of the classes; without, they are called by their numbers.
   *
   * @throws IllegalArgumentException if there are not as many names as classes
   */
  public ConfusionMatrix labels(String... labels) {
    if (labels.length != counts.length) {
      throw new IllegalArgumentException("ConfusionMatrix of " + counts.length + " classes got " + labels.length
          + " labels: " + String.join(", ", labels));
    }
    return new ConfusionMatrix(counts, List.of(labels));
  }

  /** The names of the classes, in the order of their numbers. */
  public List<String> labels() {
    return labels;
  }

  /** The rows that are of class i and said to be of class j, at {@code [i][j]}; a copy. */
  public long[][] counts() {
    return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
  }

  /** How many rows are of class i and said to be of class j. */
  public long count(int i, int j) {
    return counts[i][j];
  }

  /** The number of classes. */
  public int classes() {
    return counts.length;
  }

  /** The number of rows counted. */
  public long total() {
    return Arrays.stream(counts).flatMapToLong(LongStream::of).sum();
  }

  /** Precision, recall and F1 score of each class and over all. */
  public ClassificationReport report() {
    return ClassificationReport.of(this);
  }

  /** A table: a line for each class that rows are of, a column for each that they are said to be of. */
  @Override
  public String toString() {
    String corner = "true \\ predicted";
    int first = Math.max(corner.length(), labels.stream().mapToInt(String::length).max().orElseThrow());
    StringBuilder table = new StringBuilder(left(corner, first));
    int[] widths = new int[counts.length];
    for (int j = 0; j < counts.length; j++) {
      widths[j] = labels.get(j).length();
      for (long[] row : counts) {
        widths[j] = Math.max(widths[j], Long.toString(row[j]).length());
      }
      table.append("  ").append(right(labels.get(j), widths[j]));
    }
    for (int i = 0; i < counts.length; i++) {
      table.append('\n').append(left(labels.get(i), first));
      for (int j = 0; j < counts.length; j++) {
        table.append("  ").append(right(Long.toString(counts[i][j]), widths[j]));
      }
    }
    return table.toString();
  }

  private static String left(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  private static String right(String text, int width) {
    return " ".repeat(width - text.length()) + text;
  }
}
