package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neurona.NDArray;
import org.w3c.dom.Element;

class ReportTest {
  private static Svg page(Report report) {
    return Svg.parse(report.toHtml().replaceFirst("<!DOCTYPE html>\n", ""));
  }

  private static List<String> contents(Svg page, String element) {
    return page.all(element).stream().map(Element::getTextContent).toList();
  }

  @Test
  void holdsWhatItWasGivenInOrder() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("seed", 7);
    facts.put("engine", "simd");
    Svg page = page(new Report("Digits").text("A paragraph.").section("Scores").facts(facts)
        .table(List.of("class", "f1"), List.of(List.of("setosa", "1.00"))).preformatted("a\n  b"));
    assertEquals(List.of("Digits"), contents(page, "h1"));
    assertEquals(List.of("Scores"), contents(page, "h2"));
    assertEquals(List.of("seed", "engine", "class", "f1"), contents(page, "th"));
    assertEquals(List.of("7", "simd", "setosa", "1.00"), contents(page, "td"));
    assertEquals(List.of("a\n  b"), contents(page, "pre"));
  }

  @Test
  void textIsEscaped() {
    String evil = "<script>alert('x')</script>&\u0000";
    Svg page = page(new Report(evil).section(evil).text(evil).preformatted(evil).facts(Map.of(evil, evil))
        .table(List.of(evil), List.of(List.of(evil)))
        .picture(Plots.images(NDArray.zeros(1, 2, 2), List.of(Caption.of(evil)))));
    assertEquals(0, page.all("script").size());
    for (String element : List.of("h1", "h2", "p", "pre", "td")) {
      assertTrue(contents(page, element).contains("<script>alert('x')</script>&\uFFFD"), element);
    }
  }

  @Test
  void picturesAreInlineAndNothingComesFromElsewhere() {
    Report report = new Report("Digits").picture(Plots.images(NDArray.zeros(3, 2, 2), List.of()));
    assertEquals(Map.of("data:image/png;base64", 3L), page(report).references());
    assertEquals(1, page(report).all("svg").size());
    assertFalse(report.toHtml().replace("http://www.w3.org/2000/svg", "").contains("http"));
    assertFalse(report.toHtml().contains("url(") || report.toHtml().contains("@import"));
  }

  @Test
  void isWrittenWhereFoldersAreMissing(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("a").resolve("index.html");
    Report report = new Report("Ziffern – ö");
    report.save(file);
    assertEquals(report.toHtml(), Files.readString(file));
  }

  @Test
  void everyRowHasItsCells() {
    assertEquals("Report: a row of a table must have 2 cells, got 1: [1]", assertThrows(IllegalArgumentException.class,
        () -> new Report("x").table(List.of("a", "b"), List.of(List.of("1")))).getMessage());
  }
}
