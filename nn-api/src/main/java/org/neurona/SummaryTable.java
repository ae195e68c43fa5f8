package org.neurona;

import java.util.ArrayList;
import java.util.List;

/** A table with box-drawing lines, as Keras' summary has them; long cells go over several lines. */
final class SummaryTable {
  private enum Align { LEFT, RIGHT, CENTRE }

  /** What a column takes of the width when the others have their share, before all are made narrower to fit. */
  private record Column(String heading, double end, Align align) {}

  private static final List<Column> CHAIN = List.of(new Column("Layer (type)", 0.45, Align.LEFT),
      new Column("Output Shape", 0.8, Align.LEFT), new Column("Param #", 1, Align.RIGHT));
  private static final List<Column> CONNECTED = List.of(new Column("Layer (type)", 0.3, Align.LEFT),
      new Column("Output Shape", 0.56, Align.LEFT), new Column("Param #", 0.74, Align.RIGHT),
      new Column("Connected to", 1, Align.LEFT));
  /** What the others keep of the width beside a column for what is trained. */
  private static final double BESIDE_TRAINABLE = 0.9;

  private final List<Column> columns;
  private final int[] widths;
  private final StringBuilder text = new StringBuilder();

  private SummaryTable(List<Column> columns, int lineLength) {
    this.columns = columns;
    this.widths = widths(columns, lineLength);
  }

  /**
   * The table for these rows.
   *
   * @param connected whether rows say what layers are connected to
   */
  static String of(SummaryOptions options, boolean connected, List<List<String>> rows) {
    List<Column> columns = new ArrayList<>(connected ? CONNECTED : CHAIN);
    if (options.showTrainable()) {
      columns.replaceAll(column -> new Column(column.heading(), column.end() * BESIDE_TRAINABLE, column.align()));
      columns.add(new Column("Trainable", 1, Align.CENTRE));
    }
    return new SummaryTable(columns, options.lineLength()).of(rows);
  }

  /** Keras' shares of the line, made narrower in turn until bars and a space on either side fit in, as rich does it. */
  private static int[] widths(List<Column> columns, int lineLength) {
    int[] widths = new int[columns.size()];
    int used = 0;
    for (int i = 0; i < widths.length; i++) {
      int end = (int) (columns.get(i).end() * lineLength);
      widths[i] = end - used + 2;
      used = end;
    }
    int excess = used + 2 * widths.length - (lineLength - widths.length - 1);
    for (int i = 0; i < widths.length; i++) {
      int less = (int) Math.rint((double) excess / (widths.length - i));
      widths[i] -= less;
      excess -= less;
    }
    return widths;
  }

  private String of(List<List<String>> rows) {
    rule("┏", "━", "┳", "┓");
    row(columns.stream().map(Column::heading).toList(), "┃");
    rule("┡", "━", "╇", "┩");
    for (int i = 0; i < rows.size(); i++) {
      if (i > 0) {
        rule("├", "─", "┼", "┤");
      }
      row(rows.get(i), "│");
    }
    rule("└", "─", "┴", "┘");
    return text.toString();
  }

  private void rule(String left, String line, String cross, String right) {
    text.append(left);
    for (int i = 0; i < widths.length; i++) {
      text.append(i == 0 ? "" : cross).append(line.repeat(widths[i]));
    }
    text.append(right).append('\n');
  }

  private void row(List<String> cells, String bar) {
    List<List<String>> wrapped = new ArrayList<>();
    int height = 1;
    for (int i = 0; i < widths.length; i++) {
      List<String> lines = wrap(cells.get(i), widths[i] - 2);
      wrapped.add(lines);
      height = Math.max(height, lines.size());
    }
    for (int line = 0; line < height; line++) {
      for (int i = 0; i < widths.length; i++) {
        String cell = line < wrapped.get(i).size() ? wrapped.get(i).get(line) : "";
        int space = widths[i] - 2 - cell.length();
        int before = switch (columns.get(i).align()) {
          case LEFT -> 0;
          case RIGHT -> space;
          case CENTRE -> space / 2;
        };
        text.append(bar).append(' ').append(" ".repeat(before)).append(cell).append(" ".repeat(space - before))
            .append(' ');
      }
      text.append(bar).append('\n');
    }
  }

  /** Breaks at spaces; a word that is longer than a line is cut, as Keras does. */
  private static List<String> wrap(String cell, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : cell.split("\n", -1)) {
      String line = "";
      String indent = paragraph.substring(0, paragraph.length() - paragraph.stripLeading().length());
      for (String spaced : paragraph.stripLeading().split(" ")) {
        String word = indent + spaced;
        indent = "";
        String rest = word;
        if (!line.isEmpty() && line.length() + 1 + rest.length() > width) {
          lines.add(line);
          line = "";
        }
        if (rest.length() > width) {
          rest = rest.substring(0, width - 1) + "…";
        }
        line = line.isEmpty() ? rest : line + " " + rest;
      }
      lines.add(line);
    }
    return lines;
  }
}
