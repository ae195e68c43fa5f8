package org.neurona.plots;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.neurona.plots.drawing.SvgCanvas;

/**
 * One HTML page that needs nothing from elsewhere: pictures stand in it as SVG, there is no script, and text is
 * escaped.
 * Immutable: each method returns a copy with something more at its end.
 *
 * <pre>{@code
 * new Report("Digits").section("Curves").picture(Plots.history(history)).save(Path.of("report.html"));
 * }</pre>
 */
public final class Report {
  private static final String STYLE = """
      :root { color-scheme: light; }
      body { margin: 0 auto; padding: 24px 20px 48px; max-width: 920px; background: #fff; color: #1f2937;
        font: 15px/1.5 system-ui, "DejaVu Sans", Verdana, sans-serif; }
      h1 { font-size: 26px; line-height: 1.25; margin: 0 0 8px; }
      h2 { font-size: 19px; margin: 36px 0 10px; padding-top: 14px; border-top: 1px solid #e5e7eb; }
      p { margin: 8px 0; max-width: 70ch; }
      .scroll { overflow-x: auto; margin: 12px 0; }
      table { border-collapse: collapse; }
      th, td { padding: 5px 18px 5px 0; text-align: left; vertical-align: top; border-bottom: 1px solid #e5e7eb;
        font-variant-numeric: tabular-nums; }
      th { color: #6b7280; font-weight: 600; }
      pre { margin: 0; font: 13px/1.35 "DejaVu Sans Mono", Menlo, Consolas, monospace; }
      svg { display: block; max-width: 100%; height: auto; margin-left: -20px; }
      @media (max-width: 700px) { svg { max-width: none; } }
      """;

  private final String title;
  private final String body;

  /** A report with a heading. */
  public Report(String title) {
    this(title, "<h1>" + SvgCanvas.escaped(title) + "</h1>\n");
  }

  private Report(String title, String body) {
    this.title = title;
    this.body = body;
  }

  private Report with(String more) {
    return new Report(title, body + more);
  }

  /** Returns a copy in which a part with a heading of its own begins. */
  public Report section(String heading) {
    return with("<h2>" + SvgCanvas.escaped(heading) + "</h2>\n");
  }

  /** Returns a copy with a paragraph. */
  public Report text(String text) {
    return with("<p>" + SvgCanvas.escaped(text) + "</p>\n");
  }

  /** Returns a copy with text whose lines and spaces are kept, such as a table of characters. */
  public Report preformatted(String text) {
    return with("<div class=\"scroll\"><pre>" + SvgCanvas.escaped(text) + "</pre></div>\n");
  }

  /** Returns a copy with a table of two columns: names and what they stand for, in the order of the map. */
  public Report facts(Map<String, ?> facts) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n");
    facts.forEach((name, value) -> table.append("<tr><th scope=\"row\">").append(SvgCanvas.escaped(name))
        .append("</th><td>").append(SvgCanvas.escaped(String.valueOf(value))).append("</td></tr>\n"));
    return with(table + "</table></div>\n");
  }

  /**
   * Returns a copy with a table.
   *
   * @throws IllegalArgumentException if a row has not as many cells as the heading
   */
  public Report table(List<String> heading, List<List<String>> rows) {
    StringBuilder table = new StringBuilder("<div class=\"scroll\"><table>\n");
    row(table, "th", heading);
    for (List<String> row : rows) {
      if (row.size() != heading.size()) {
        throw new IllegalArgumentException(
            "Report: a row of a table must have " + heading.size() + " cells, got " + row.size() + ": " + row);
      }
      row(table, "td", row);
    }
    return with(table + "</table></div>\n");
  }

  private static void row(StringBuilder table, String element, List<String> cells) {
    table.append("<tr>");
    for (String cell : cells) {
      table.append('<').append(element).append('>').append(SvgCanvas.escaped(cell)).append("</").append(element)
          .append('>');
    }
    table.append("</tr>\n");
  }

  /** Returns a copy with a picture. */
  public Report picture(Picture picture) {
    return with("<div class=\"scroll\">" + picture.toSvg() + "</div>\n");
  }

  /** The text of the page. */
  public String toHtml() {
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
        + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n<title>"
        + SvgCanvas.escaped(title) + "</title>\n<style>\n" + STYLE + "</style>\n</head>\n<body>\n" + body
        + "</body>\n</html>\n";
  }

  /**
   * Writes the page to a file. Folders on the way are made.
   *
   * @throws IOException if it can't be written
   */
  public void save(Path file) throws IOException {
    if (file.toAbsolutePath().getParent() != null) {
      Files.createDirectories(file.toAbsolutePath().getParent());
    }
    Files.writeString(file, toHtml(), StandardCharsets.UTF_8);
  }
}
