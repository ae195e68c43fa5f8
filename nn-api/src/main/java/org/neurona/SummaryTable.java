package org.neurona;

import java.util.ArrayList;
import java.util.List;

/** A table with box-drawing lines, as Keras' summary has them; long cells go over several lines. */
final class SummaryTable {
  private final int[] widths;
  private final boolean[] alignRight;
  private final StringBuilder text = new StringBuilder();

  /**
   * A table with a heading.
   *
   * @param widths the width of each column, with a space on either side
   * @param alignRight whether a column is aligned to the right
   */
  SummaryTable(List<String> heading, int[] widths, boolean[] alignRight) {
    this.widths = widths;
    this.alignRight = alignRight;
    rule("┏", "━", "┳", "┓");
    row(heading, "┃");
    rule("┡", "━", "╇", "┩");
  }

  /** The whole table for these rows. */
  String of(List<List<String>> rows) {
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
        String space = " ".repeat(widths[i] - 2 - cell.length());
        text.append(bar).append(' ').append(alignRight[i] ? space + cell : cell + space).append(' ');
      }
      text.append(bar).append('\n');
    }
  }

  /** Breaks at spaces; a word that is longer than a line is cut, as Keras does. */
  private static List<String> wrap(String cell, int width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : cell.split("\n", -1)) {
      String line = "";
      for (String word : paragraph.split(" ")) {
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
