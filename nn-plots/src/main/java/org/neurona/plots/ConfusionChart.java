package org.neurona.plots;

import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.neurona.metrics.ConfusionMatrix;
import org.neurona.plots.drawing.Area;
import org.neurona.plots.drawing.Canvas;
import org.neurona.plots.drawing.Pen;
import org.neurona.plots.drawing.TextStyle;

/** A confusion matrix as a square of cells: a row for each true class, a column for each predicted one. */
final class ConfusionChart {
  private static final int MARGIN = 20;
  private static final double HEAD = 48;
  private static final double TITLES = 22;
  private static final double MOST_LABEL = 130;
  private static final double USUAL_CELL = 46;
  /** Cells are made wider than usual for the names above them, where this is enough. */
  private static final double LARGEST_CELL = 88;
  private static final double SMALLEST_CELL = 3;
  /** The cells are made smaller where there are so many of them that they were wider than this. */
  private static final double MOST_CELLS = 800;
  private static final double LEAST_WIDTH = 240;
  private static final double LEAST_LETTERS = 6.5;
  private static final double CELL_PADDING = 8;
  private static final double LEAST_WITH_GRID = 10;
  private static final Pen GRID = new Pen(Palette.RULE, 1);

  private final ConfusionMatrix matrix;
  private final long[] rowTotals;
  private final double cell;
  private final TextStyle countStyle;
  private final TextStyle labelStyle;
  private final double left;
  private final double above;
  private final boolean turned;

  private ConfusionChart(ConfusionMatrix matrix) {
    this.matrix = matrix;
    int classes = matrix.classes();
    long[][] counts = matrix.counts();
    rowTotals = new long[classes];
    long largest = 0;
    for (int i = 0; i < classes; i++) {
      rowTotals[i] = LongStream.of(counts[i]).sum();
      largest = Math.max(largest, LongStream.of(counts[i]).max().orElse(0));
    }
    double widest = Palette.BODY.width(text(largest)) + CELL_PADDING;
    double longestName = matrix.labels().stream().mapToDouble(Palette.BODY::width).max().orElse(0);
    double ofNames = longestName + CELL_PADDING <= LARGEST_CELL ? longestName + CELL_PADDING : 0;
    double wanted = Math.max(Math.max(widest, USUAL_CELL), ofNames);
    cell = Math.max(SMALLEST_CELL, Math.floor(Math.min(wanted, MOST_CELLS / classes)));
    countStyle = Palette.BODY.sized(Math.min(Palette.BODY.size(), Palette.BODY.size() * cell / widest)).centered();
    labelStyle = Palette.BODY.sized(Math.min(Palette.BODY.size(), cell - 2));
    double longest = showsLabels() ? matrix.labels().stream().mapToDouble(labelStyle::width).max().orElse(0) : 0;
    turned = longest > cell - CELL_PADDING + 1;
    left = TITLES + Math.min(MOST_LABEL, longest) + 10;
    above = TITLES + (turned ? Math.min(MOST_LABEL, longest) : labelStyle.size()) + 10;
  }

  /** The picture of a matrix. */
  static Picture of(ConfusionMatrix matrix) {
    ConfusionChart chart = new ConfusionChart(matrix);
    double side = chart.cell * matrix.classes();
    double width = Math.max(Palette.NOTE.width(chart.summary()), Math.max(LEAST_WIDTH, chart.left + side));
    return new Picture((int) Math.ceil(width) + 2 * MARGIN,
        (int) Math.ceil(HEAD + chart.above + side) + 2 * MARGIN, "Confusion matrix of " + matrix.total() + " rows",
        chart::drawOn);
  }

  private boolean showsLabels() {
    return labelStyle.size() >= LEAST_LETTERS;
  }

  private static String text(long count) {
    return Long.toString(count);
  }

  private void drawOn(Canvas canvas) {
    canvas.text(MARGIN, MARGIN + 14, "Confusion matrix", Palette.HEADING);
    canvas.text(MARGIN, MARGIN + 33, summary(), Palette.NOTE);
    double side = cell * matrix.classes();
    Area cells = new Area(MARGIN + left, MARGIN + HEAD + above, side, side);
    canvas.text(cells.centerX(), cells.y() - above + 13, "predicted", Palette.NOTE.centered());
    canvas.text(MARGIN + 11, cells.centerY(), "true", Palette.NOTE.centered().upwards());
    for (int i = 0; i < matrix.classes(); i++) {
      for (int j = 0; j < matrix.classes(); j++) {
        drawCell(canvas, cells, i, j);
      }
    }
    if (cell > LEAST_WITH_GRID) {
      drawGrid(canvas, cells);
    }
    canvas.box(cells, 0, Canvas.NONE, Palette.LINE);
    if (showsLabels()) {
      drawLabels(canvas, cells);
    }
  }

  private void drawGrid(Canvas canvas, Area cells) {
    for (int i = 1; i < matrix.classes(); i++) {
      double x = cells.x() + i * cell;
      double y = cells.y() + i * cell;
      canvas.line("", new double[] {x, x}, new double[] {cells.y(), cells.bottom()}, GRID);
      canvas.line("", new double[] {cells.x(), cells.right()}, new double[] {y, y}, GRID);
    }
  }

  private String summary() {
    long right = 0;
    for (int i = 0; i < matrix.classes(); i++) {
      right += matrix.count(i, i);
    }
    return String.format(Locale.ROOT, "%,d of %,d right (%.2f %%)", right, matrix.total(),
        100.0 * right / matrix.total());
  }

  /** Blue where it is right, orange where it is wrong; by the square root of the share, to show rare mistakes too. */
  private void drawCell(Canvas canvas, Area cells, int i, int j) {
    long count = matrix.count(i, j);
    double share = rowTotals[i] == 0 ? 0 : Math.sqrt((double) count / rowTotals[i]);
    Area area = new Area(cells.x() + j * cell, cells.y() + i * cell, cell, cell);
    if (count > 0) {
      int colour = Palette.between(0xffffff, i == j ? Palette.TRAIN : Palette.VALIDATION, share);
      canvas.box(area, 0, colour, Canvas.NONE);
    }
    if (countStyle.size() >= LEAST_LETTERS) {
      int ink = count == 0 ? Palette.LINE : share > 0.6 ? 0xffffff : Palette.INK;
      canvas.text(area.centerX(), area.centerY() + countStyle.size() * 0.36, text(count), countStyle.in(ink));
    }
  }

  private void drawLabels(Canvas canvas, Area cells) {
    List<String> labels = matrix.labels();
    double drop = labelStyle.size() * 0.36;
    for (int i = 0; i < labels.size(); i++) {
      String label = labelStyle.fitting(labels.get(i), MOST_LABEL);
      double middle = (i + 0.5) * cell;
      canvas.text(cells.x() - 8, cells.y() + middle + drop, label, labelStyle.atEnd());
      if (turned) {
        canvas.text(cells.x() + middle + drop, cells.y() - 8, label, labelStyle.upwards());
      } else {
        canvas.text(cells.x() + middle, cells.y() - 8, label, labelStyle.centered());
      }
    }
  }
}
