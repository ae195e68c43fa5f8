package org.neurona.plots;

import java.util.Locale;
import java.util.stream.LongStream;

/**
 * The numbers along one side of a chart.
 *
 * @param low where it begins
 * @param high where it ends
 * @param step from one mark to the next, a round number
 */
record Axis(double low, double high, double step) {
  private static final double[] ROUND = {1, 2, 5, 10};
  private static final double MARGIN = 0.05;
  private static final double LARGE = 1e6;
  private static final double SMALL = 1e-4;

  /** An axis for numbers from the least to the largest, with a margin, and so many marks at most. */
  static Axis covering(double least, double largest, int marks) {
    double range = largest - least;
    if (range < 1e-9 * Math.max(Math.abs(least), Math.abs(largest))) {
      range = 0; // less than letters could tell apart
    }
    double margin = range > 0 ? range * MARGIN : least == 0 ? 1 : Math.abs(least) * 0.1;
    double low = least >= 0 && least < margin ? 0 : least - margin; // no room below zero for what is never negative
    return new Axis(low, largest + margin, step((largest + margin - low) / marks));
  }

  /** An axis for whole numbers, marked at whole numbers from the first to the last. */
  static Axis ofIntegers(int first, int last, int marks) {
    double margin = first == last ? 0.5 : Math.min(0.5, (last - first) * 0.02);
    return new Axis(first - margin, last + margin, Math.max(1, step((last - first) / (double) marks)));
  }

  /** The least round number that is no smaller. */
  private static double step(double least) {
    if (!(least > 0)) {
      return 1;
    }
    double power = Math.pow(10, Math.floor(Math.log10(least)));
    for (double round : ROUND) {
      if (round * power >= least * (1 - 1e-9)) {
        return round * power;
      }
    }
    return 10 * power;
  }

  /** Where the marks are. */
  double[] marks() {
    long from = (long) Math.ceil(low / step - 1e-9);
    long to = (long) Math.floor(high / step + 1e-9);
    return LongStream.rangeClosed(from, to).mapToDouble(i -> i * step).toArray();
  }

  /** What is written at a mark. */
  String label(double mark) {
    double most = Math.max(Math.abs(low), Math.abs(high));
    if (most >= LARGE || most < SMALL) {
      return mark == 0 ? "0" : String.format(Locale.ROOT, "%.2e", mark).replaceFirst("\\.?0*e([+-])0?", "e$1");
    }
    int decimals = (int) Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
    return String.format(Locale.ROOT, "%." + decimals + "f", mark + 0.0);
  }

  /** Where a number lies between two places, which are those of the low and the high end. */
  double place(double number, double ofLow, double ofHigh) {
    return ofLow + (number - low) / (high - low) * (ofHigh - ofLow);
  }
}
