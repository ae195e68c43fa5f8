package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neurona.FitOptions;
import org.neurona.History;
import org.w3c.dom.Element;

class LineChartsTest {
  private static final double NAN = Double.NaN;

  private static List<Double> values(double... values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private static List<Double> falling(int count) {
    return IntStream.range(0, count).mapToObj(i -> 1.0 / (i + 1)).toList();
  }

  private static final History TWO_METRICS = Runs.of(3, Map.of("loss", values(3, 2, 1), "val_loss", values(4, 3, 2.5),
      "accuracy", values(0.5, 0.6, 0.7), "val_accuracy", values(0.4, 0.5, 0.6)));

  @Test
  void lossComesFirstAndEachMetricSharesAPanelWithItsTwin() {
    Svg svg = Svg.of(Plots.history(TWO_METRICS));
    List<Element> bold = svg.all("text").stream().filter(text -> text.hasAttribute("font-weight")).toList();
    assertEquals(List.of("loss", "accuracy"), bold.stream().map(Element::getTextContent).toList());
    double middle = Svg.number(svg.root(), "width") / 2;
    for (String name : List.of("loss", "val_loss", "accuracy", "val_accuracy")) {
      Element line = svg.named(name).get(0);
      assertEquals(3, Svg.points(line).size(), name);
      assertEquals(name.startsWith("val_") ? "#ea580c" : "#2563eb", line.getAttribute("stroke"), name);
      assertTrue(Svg.points(line).stream().allMatch(point -> point[0] < middle == name.endsWith("loss")), name);
      assertTrue(svg.texts().contains(name), name);
    }
  }

  @Test
  void aPointLiesWhereItsAxesSayThatItDoes() {
    Svg svg = Svg.of(Plots.history(Runs.of(3, Map.of("loss", values(3, 2, 1)))));
    List<double[]> points = Svg.points(svg.named("loss").get(0));
    for (int epoch = 1; epoch <= 3; epoch++) {
      String label = Integer.toString(epoch);
      Element mark = svg.all("text").stream().filter(text -> text.getTextContent().equals(label)
          && text.getAttribute("text-anchor").equals("middle")).findFirst().orElseThrow();
      assertEquals(Svg.number(mark, "x"), points.get(epoch - 1)[0], 0.011);
    }
    Element two = svg.all("text").stream().filter(text -> text.getTextContent().equals("2.0")).findFirst()
        .orElseThrow();
    assertEquals(Svg.number(two, "y") - 4, points.get(1)[1], 0.011);
    assertTrue(points.get(0)[1] < points.get(1)[1] && points.get(1)[1] < points.get(2)[1]);
  }

  @Test
  void epochsAreCountedFromOneAndMarkedAtWholeNumbers() {
    for (int epochs : new int[] {1, 2, 3, 7, 12, 50, 200, 1000}) {
      Svg svg = Svg.of(Plots.history(Runs.of(epochs, Map.of("loss", falling(epochs)))));
      List<Integer> marks = svg.all("text").stream().filter(text -> text.getAttribute("text-anchor").equals("middle"))
          .map(Element::getTextContent).filter(text -> !text.equals("epoch")).map(Integer::valueOf).toList();
      assertTrue(marks.size() <= 9 && !marks.isEmpty(), marks.toString());
      assertEquals(marks.size(), marks.stream().distinct().count(), marks.toString());
      assertTrue(marks.get(0) >= 1 && marks.get(marks.size() - 1) <= epochs, marks.toString());
      assertTrue(epochs > 3 || marks.size() == epochs, marks.toString());
    }
  }

  @Test
  void aSingleEpochIsAPoint() {
    Svg svg = Svg.of(Plots.history(Runs.of(1, Map.of("loss", values(0.5), "val_loss", values(0.7)))));
    assertEquals(List.of("loss, epoch 1: 0.500000", "val_loss, epoch 1: 0.700000"),
        svg.all("circle").stream().map(Element::getTextContent).toList());
    assertTrue(svg.named("loss").isEmpty());
  }

  @Test
  void whatIsNoNumberLeavesAGap() {
    Svg svg = Svg.of(Plots.history(Runs.of(7,
        Map.of("loss", values(3, 2, NAN, 1.5, Double.POSITIVE_INFINITY, 1, 0.5)))));
    assertEquals(List.of(2, 2), svg.named("loss").stream().map(line -> Svg.points(line).size()).toList());
    assertEquals(5, svg.all("circle").size());
    assertTrue(!svg.root().getTextContent().contains("NaN"));
  }

  @Test
  void withoutAnyNumberAPanelSaysSo() {
    Svg svg = Svg.of(Plots.history(Runs.of(2, Map.of("loss", values(NAN, NAN)))));
    assertTrue(svg.texts().contains("no finite values"));
    Svg half = Svg.of(Plots.history(Runs.of(2, Map.of("loss", values(1, 2), "val_loss", values(NAN, NAN)))));
    assertTrue(half.texts().contains("val_loss (no finite values)"));
  }

  @Test
  void validationOfSomeEpochsLiesAtThose() {
    History history = Runs.trained(new FitOptions().epochs(4).validationSplit(0.5).validationFreq(2));
    Svg svg = Svg.of(Plots.history(history));
    double[] trained = Svg.points(svg.named("loss").get(0)).stream().mapToDouble(point -> point[0]).toArray();
    double[] validated = Svg.points(svg.named("val_loss").get(0)).stream().mapToDouble(point -> point[0]).toArray();
    assertEquals(4, trained.length);
    assertEquals(List.of(trained[1], trained[3]), DoubleStream.of(validated).boxed().toList());
  }

  @Test
  void equalValuesLieInTheMiddle() {
    Svg svg = Svg.of(Plots.history(Runs.of(3, Map.of("loss", values(0.001, 0.001, 0.001)))));
    assertEquals(3, Svg.points(svg.named("loss").get(0)).size());
  }

  @Test
  void namesThatAreTooLongAreCutWithinThePicture() {
    String name = "mean_absolute_percentage_error".repeat(5);
    Svg svg = Svg.of(Plots.history(Runs.of(2, Map.of("loss", values(1, 2), name, values(1e7, 2e7)))));
    svg.all("text").forEach(text -> assertTrue(text.getTextContent().length() < 60, text.getTextContent()));
    assertEquals(1, svg.named(name).size());
  }

  @Test
  void severalRunsHaveAColourEach() {
    Map<String, History> runs = new LinkedHashMap<>();
    runs.put("plain", TWO_METRICS);
    runs.put("short", Runs.of(2, Map.of("loss", values(2, 1))));
    Svg svg = Svg.of(Plots.comparison("loss", runs));
    assertTrue(svg.texts().containsAll(List.of("loss", "val_loss")));
    assertEquals(List.of(3, 3), svg.named("plain").stream().map(line -> Svg.points(line).size()).toList());
    assertEquals(1, svg.named("plain").stream().map(line -> line.getAttribute("stroke")).distinct().count());
    assertEquals(1, svg.named("short").size());
    assertNotEquals(svg.named("plain").get(0).getAttribute("stroke"),
        svg.named("short").get(0).getAttribute("stroke"));
    assertEquals("No run has logged \"auc\"",
        assertThrows(IllegalArgumentException.class, () -> Plots.comparison("auc", runs)).getMessage());
  }

  @Test
  void aHistoryWithoutEpochsIsRefused() {
    assertEquals("There is nothing to plot: the history has no epoch",
        assertThrows(IllegalArgumentException.class, () -> Plots.history(Runs.of(0, Map.of()))).getMessage());
  }

  @Test
  void linesOfAnythingLieAtTheWholeNumbersFromTheFirstOn() {
    Map<String, List<Double>> curves = new LinkedHashMap<>();
    curves.put("measured", values(3, 5, 4));
    curves.put("forecast", values(2, NAN, 6));
    Svg svg = Svg.of(Plots.lines("Sunspots", "year", 1931, curves));

    assertEquals("Sunspots: measured, forecast", Plots.lines("Sunspots", "year", 1931, curves).title());
    assertTrue(svg.texts().containsAll(List.of("Sunspots", "year", "1931", "1932", "1933", "measured", "forecast")),
        svg.texts().toString());
    assertTrue(svg.texts().stream().noneMatch(text -> text.contains("epoch")), svg.texts().toString());
    assertEquals(3, Svg.points(svg.named("measured").get(0)).size());
    assertEquals(List.of("measured, year 1931: 3.00000", "measured, year 1932: 5.00000", "measured, year 1933: 4.00000",
        "forecast, year 1931: 2.00000", "forecast, year 1933: 6.00000"),
        svg.all("circle").stream().map(Element::getTextContent).toList());
  }

  @Test
  void linesWithoutAValueAreRefused() {
    assertEquals("There is nothing to plot: no curve of \"Sunspots\" has a value",
        assertThrows(IllegalArgumentException.class,
            () -> Plots.lines("Sunspots", "year", 1931, Map.of("measured", List.of()))).getMessage());
  }
}
