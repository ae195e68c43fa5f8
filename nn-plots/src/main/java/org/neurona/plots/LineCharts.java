package org.neurona.plots;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.neurona.History;
import org.neurona.plots.drawing.Area;

/** Curves of training, the metrics of one run or one metric of several runs, and curves of anything else. */
final class LineCharts {
  private static final String EPOCH = "epoch";
  private static final String LOSS = "loss";
  private static final String VALIDATION = "val_";
  private static final int PANEL_WIDTH = 400;
  private static final int PANEL_HEIGHT = 300;
  private static final int WIDE = 640;
  private static final int MARGIN = 20;
  private static final int BETWEEN = 36;

  private LineCharts() {}

  /** A panel for the loss and one for each further name, each with its twin of validation. */
  static Picture history(History history) {
    TreeSet<String> metrics = new TreeSet<>();
    history.history().keySet().forEach(name -> metrics.add(withoutPrefix(name)));
    if (metrics.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to plot: the history has no epoch");
    }
    List<LinePanel> panels = new ArrayList<>();
    if (metrics.remove(LOSS)) {
      panels.add(panel(history, LOSS));
    }
    metrics.forEach(metric -> panels.add(panel(history, metric)));
    return picture("Training history: " + String.join(", ", history.history().keySet()), panels);
  }

  private static String withoutPrefix(String name) {
    return name.startsWith(VALIDATION) ? name.substring(VALIDATION.length()) : name;
  }

  private static LinePanel panel(History history, String metric) {
    List<Curve> curves = new ArrayList<>();
    add(curves, history, metric, metric, Palette.TRAIN);
    add(curves, history, VALIDATION + metric, VALIDATION + metric, Palette.VALIDATION);
    return new LinePanel(metric, EPOCH, curves);
  }

  private static void add(List<Curve> curves, History history, String key, String name, int colour) {
    if (history.history().containsKey(key)) {
      List<Integer> epochs = history.epochs(key).stream().map(epoch -> epoch + 1).toList();
      curves.add(new Curve(name, epochs, history.get(key), colour));
    }
  }

  /** A panel for training and one for validation, in which each run has its colour. */
  static Picture comparison(String metric, Map<String, History> runs) {
    List<LinePanel> panels = new ArrayList<>();
    for (String key : List.of(metric, VALIDATION + metric)) {
      List<Curve> curves = new ArrayList<>();
      int run = 0;
      for (Map.Entry<String, History> entry : runs.entrySet()) {
        add(curves, entry.getValue(), key, entry.getKey(), Palette.SERIES[run++ % Palette.SERIES.length]);
      }
      if (!curves.isEmpty()) {
        panels.add(new LinePanel(key, EPOCH, curves));
      }
    }
    if (panels.isEmpty()) {
      throw new IllegalArgumentException("No run has logged \"" + metric + "\"");
    }
    return picture(metric + " of " + String.join(", ", runs.keySet()), panels);
  }

  /** One panel with all curves, whose values lie at whole numbers from the first one on. */
  static Picture lines(String title, String along, int first, Map<String, List<Double>> values) {
    List<Curve> curves = new ArrayList<>();
    for (Map.Entry<String, List<Double>> entry : values.entrySet()) {
      List<Integer> places = IntStream.range(first, first + entry.getValue().size()).boxed().toList();
      if (!places.isEmpty()) {
        curves.add(new Curve(entry.getKey(), places, entry.getValue(),
            Palette.SERIES[curves.size() % Palette.SERIES.length]));
      }
    }
    if (curves.isEmpty()) {
      throw new IllegalArgumentException("There is nothing to plot: no curve of \"" + title + "\" has a value");
    }
    return picture(title + ": " + String.join(", ", values.keySet()), List.of(new LinePanel(title, along, curves)));
  }

  /** One panel is wide; more stand two in a row. */
  private static Picture picture(String title, List<LinePanel> panels) {
    int columns = Math.min(2, panels.size());
    int rows = (panels.size() + columns - 1) / columns;
    int panelWidth = columns == 1 ? WIDE : PANEL_WIDTH;
    int most = panels.stream().mapToInt(panel -> panel.curves().size()).max().orElseThrow();
    int panelHeight = PANEL_HEIGHT + 18 * Math.max(0, (most - 2) / 2);
    int width = 2 * MARGIN + columns * panelWidth + (columns - 1) * BETWEEN;
    int height = 2 * MARGIN + rows * panelHeight + (rows - 1) * BETWEEN;
    return new Picture(width, height, title, canvas -> {
      for (int i = 0; i < panels.size(); i++) {
        double x = MARGIN + i % columns * (double) (panelWidth + BETWEEN);
        double y = MARGIN + i / columns * (double) (panelHeight + BETWEEN);
        panels.get(i).drawOn(canvas, new Area(x, y, panelWidth, panelHeight));
      }
    });
  }
}
