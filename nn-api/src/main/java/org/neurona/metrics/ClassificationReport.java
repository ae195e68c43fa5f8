package org.neurona.metrics;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * How well each class is told from the others, as scikit-learn's {@code classification_report}: precision
 * {@code tp / (tp + fp)}, recall {@code tp / (tp + fn)}, the F1 score {@code 2 tp / (2 tp + fp + fn)}, and the support,
 * which is how many rows are of the class. A ratio whose denominator is 0 is 0. Every class of the matrix counts in the
 * averages, also one that no row is of.
 *
 * @param classes the scores of each class
 * @param accuracy how many rows are said to be of the class that they are of
 * @param macroAverage the mean of the classes' scores
 * @param weightedAverage the mean of the classes' scores by their support
 */
public record ClassificationReport(List<Scores> classes, double accuracy, Scores macroAverage,
    Scores weightedAverage) {
  private static final String ACCURACY = "accuracy";

  /**
   * The scores of one class, or an average.
   *
   * @param label the name of the class
   * @param precision how many of the rows that are said to be of the class are
   * @param recall how many of the rows that are of the class are said to be
   * @param f1Score the harmonic mean of precision and recall
   * @param support how many rows are of the class
   */
  public record Scores(String label, double precision, double recall, double f1Score, long support) {}

  /** Copies the list. */
  public ClassificationReport {
    classes = List.copyOf(classes);
  }

  static ClassificationReport of(ConfusionMatrix matrix) {
    List<Scores> classes = new ArrayList<>();
    long hits = 0;
    for (int i = 0; i < matrix.classes(); i++) {
      long actual = 0;
      long predicted = 0;
      for (int j = 0; j < matrix.classes(); j++) {
        actual += matrix.count(i, j);
        predicted += matrix.count(j, i);
      }
      long truePositives = matrix.count(i, i);
      hits += truePositives;
      classes.add(new Scores(matrix.labels().get(i), ratio(truePositives, predicted), ratio(truePositives, actual),
          ratio(2 * truePositives, actual + predicted), actual));
    }
    return new ClassificationReport(classes, ratio(hits, matrix.total()),
        average("macro avg", classes, matrix.total(), scores -> 1.0 / classes.size()),
        average("weighted avg", classes, matrix.total(), scores -> ratio(scores.support(), matrix.total())));
  }

  private static double ratio(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static Scores average(String label, List<Scores> classes, long total, ToDoubleFunction<Scores> weight) {
    double precision = 0;
    double recall = 0;
    double f1Score = 0;
    for (Scores scores : classes) {
      double share = weight.applyAsDouble(scores);
      precision += share * scores.precision();
      recall += share * scores.recall();
      f1Score += share * scores.f1Score();
    }
    return new Scores(label, precision, recall, f1Score, total);
  }

  /** The table that scikit-learn prints, with two decimals. */
  @Override
  public String toString() {
    int width = Math.max(weightedAverage.label().length(),
        classes.stream().mapToInt(scores -> scores.label().length()).max().orElse(0));
    StringBuilder table = new StringBuilder();
    line(table, width, "", "precision", "recall", "f1-score", "support");
    table.append('\n');
    classes.forEach(scores -> line(table, width, scores));
    table.append('\n');
    line(table, width, ACCURACY, "", "", decimals(accuracy), Long.toString(macroAverage.support()));
    line(table, width, macroAverage);
    line(table, width, weightedAverage);
    return table.toString();
  }

  private static void line(StringBuilder table, int width, Scores scores) {
    line(table, width, scores.label(), decimals(scores.precision()), decimals(scores.recall()),
        decimals(scores.f1Score()), Long.toString(scores.support()));
  }

  private static void line(StringBuilder table, int width, String label, String... columns) {
    table.append(" ".repeat(width - label.length())).append(label).append(' ');
    for (String column : columns) {
      table.append(String.format(Locale.ROOT, " %9s", column));
    }
    table.append('\n');
  }

  private static String decimals(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
