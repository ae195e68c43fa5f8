package org.neurona.plots;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Locale;
import org.neurona.plots.drawing.Area;
import org.neurona.plots.drawing.Canvas;
import org.neurona.plots.drawing.Pen;

/**
 * Curves over whole numbers: a heading, a legend, and the curves between two axes.
 *
 * @param title the heading
 * @param along what the whole numbers count: epoch, year
 * @param curves what is drawn, at least one
 */
record LinePanel(String title, String along, List<Curve> curves) {
  private static final double LEGEND_ROW = 18;
  private static final double SAMPLE = 24;
  private static final double GAP = 16;
  private static final double LINE_WIDTH = 2;
  private static final double DOT = 3;
  /** On a longer axis dots would hide the line. */
  private static final int MOST_DOTS = 20;
  private static final int X_MARKS = 8;
  private static final int Y_MARKS = 6;

  /** Draws all of it. */
  void drawOn(Canvas canvas, Area area) {
    canvas.text(area.x(), area.y() + 14, Palette.HEADING.fitting(title, area.width()), Palette.HEADING);
    double below = drawLegend(canvas, area);
    DoubleSummaryStatistics values = curves.stream().flatMap(curve -> curve.values().stream())
        .mapToDouble(Double::doubleValue).filter(Double::isFinite).summaryStatistics();
    IntSummaryStatistics places =
        curves.stream().flatMap(curve -> curve.places().stream()).mapToInt(Integer::intValue).summaryStatistics();
    if (values.getCount() == 0) {
      Area empty = new Area(area.x(), below + 8, area.width(), area.bottom() - below - 8);
      canvas.box(empty, 4, Canvas.NONE, Palette.RULE);
      canvas.text(empty.centerX(), empty.centerY(), "no finite values", Palette.NOTE.centered());
      return;
    }
    Axis up = Axis.covering(values.getMin(), values.getMax(), Y_MARKS);
    Axis across = Axis.ofIntegers(places.getMin(), places.getMax(), X_MARKS);
    double labels = 0;
    for (double mark : up.marks()) {
      labels = Math.max(labels, Palette.NOTE.width(up.label(mark)));
    }
    Area plot = new Area(area.x(), below + 10, area.width(), area.bottom() - below - 10)
        .inside(labels + 8, 0, 6, 36);
    drawAxes(canvas, plot, across, up);
    for (Curve curve : curves) {
      draw(canvas, plot, across, up, curve);
    }
  }

  /** The names of the curves in as many rows as they need; gives the lower edge. */
  private double drawLegend(Canvas canvas, Area area) {
    double x = area.x();
    double y = area.y() + 36;
    for (Curve curve : curves) {
      boolean drawn = curve.values().stream().anyMatch(Double::isFinite);
      String name = Palette.BODY.fitting(curve.name() + (drawn ? "" : " (no finite values)"),
          area.width() - SAMPLE - 6);
      double width = SAMPLE + 6 + Palette.BODY.width(name);
      if (x > area.x() && x + width > area.right()) {
        x = area.x();
        y += LEGEND_ROW;
      }
      canvas.line("", new double[] {x, x + SAMPLE}, new double[] {y - 4, y - 4},
          new Pen(curve.colour(), LINE_WIDTH));
      canvas.text(x + SAMPLE + 6, y, name, Palette.BODY);
      x += width + GAP;
    }
    return y + 4;
  }

  private void drawAxes(Canvas canvas, Area plot, Axis across, Axis up) {
    for (double mark : up.marks()) {
      double y = up.place(mark, plot.bottom(), plot.y());
      canvas.line("", new double[] {plot.x(), plot.right()}, new double[] {y, y}, new Pen(Palette.RULE, 1));
      canvas.text(plot.x() - 8, y + 4, up.label(mark), Palette.NOTE.atEnd());
    }
    canvas.line("", new double[] {plot.x(), plot.right()}, new double[] {plot.bottom(), plot.bottom()},
        new Pen(Palette.LINE, 1));
    for (double mark : across.marks()) {
      double x = across.place(mark, plot.x(), plot.right());
      canvas.line("", new double[] {x, x}, new double[] {plot.bottom(), plot.bottom() + 4},
          new Pen(Palette.LINE, 1));
      canvas.text(x, plot.bottom() + 17, String.format(Locale.ROOT, "%.0f", mark), Palette.NOTE.centered());
    }
    canvas.text(plot.centerX(), plot.bottom() + 33, along, Palette.NOTE.centered());
  }

  /** The stretches between values that are no numbers, with dots where there is room and where one stands alone. */
  private void draw(Canvas canvas, Area plot, Axis across, Axis up, Curve curve) {
    boolean dots = across.high() - across.low() < MOST_DOTS;
    List<double[]> stretch = new ArrayList<>();
    for (int i = 0; i <= curve.values().size(); i++) {
      if (i < curve.values().size() && Double.isFinite(curve.values().get(i))) {
        stretch.add(new double[] {across.place(curve.places().get(i), plot.x(), plot.right()),
            up.place(curve.values().get(i), plot.bottom(), plot.y())});
        continue;
      }
      if (stretch.size() > 1) {
        canvas.line(curve.name(), stretch.stream().mapToDouble(point -> point[0]).toArray(),
            stretch.stream().mapToDouble(point -> point[1]).toArray(),
            new Pen(curve.colour(), LINE_WIDTH));
      }
      if (dots || stretch.size() == 1) {
        int first = i - stretch.size();
        for (int k = 0; k < stretch.size(); k++) {
          canvas.dot(String.format(Locale.ROOT, "%s, %s %d: %.6g", curve.name(), along, curve.places().get(first + k),
              curve.values().get(first + k)), stretch.get(k)[0], stretch.get(k)[1], DOT, curve.colour());
        }
      }
      stretch.clear();
    }
  }
}
