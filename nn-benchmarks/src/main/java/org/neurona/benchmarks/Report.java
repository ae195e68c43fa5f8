package org.neurona.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.neurona.benchmarks.Workload.Figure;

/** Results as text: a line for each entry and workload, and a Markdown table of ratios. */
final class Report {
  private static final String OWN = "neurona-";

  private Report() {}

  /** {@code neurona-simd W1-b32 0.710 s/epoch}. */
  static String line(Measurement measurement, String entry) {
    List<Figure> figures = measurement.workload().figures();
    StringBuilder line = new StringBuilder(entry + " " + measurement.workload().id());
    for (int i = 0; i < figures.size(); i++) {
      line.append(i == 0 ? " " : ", ").append(number(measurement.median(entry, i))).append(' ')
          .append(figures.get(i).unit());
    }
    return line.toString();
  }

  /** One row for each figure: the medians of all entries, Neurona's followed by the ratio to the best peer. */
  static String table(List<Measurement> measurements, List<String> entries) {
    StringBuilder table = new StringBuilder();
    table.append("| workload | ").append(String.join(" | ", entries)).append(" |\n");
    table.append("| --- |").append(" --- |".repeat(entries.size())).append('\n');
    for (Measurement measurement : measurements) {
      for (int i = 0; i < measurement.workload().figures().size(); i++) {
        int figure = i;
        table.append("| ").append(measurement.workload().id()).append(", ")
            .append(measurement.workload().figures().get(i).unit()).append(" | ")
            .append(entries.stream().map(entry -> cell(measurement, entry, figure)).collect(Collectors.joining(" | ")))
            .append(" |\n");
      }
    }
    return table.toString();
  }

  private static String cell(Measurement measurement, String entry, int figure) {
    if (!measurement.entries().contains(entry)) {
      return "-";
    }
    String value = number(measurement.median(entry, figure));
    List<String> peers = measurement.entries().stream().filter(other -> !other.startsWith(OWN)).toList();
    if (!entry.startsWith(OWN) || peers.isEmpty()) {
      return value;
    }
    return String.format(Locale.ROOT, "%s (%.2f x)", value, measurement.ratio(entry, peers, figure));
  }

  /** Three significant digits; whole numbers with separators from a thousand on. */
  static String number(double value) {
    if (value >= 1000) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    return String.format(Locale.ROOT, value >= 100 ? "%.0f" : value >= 10 ? "%.1f" : value >= 1 ? "%.2f" : "%.3f", value);
  }
}
