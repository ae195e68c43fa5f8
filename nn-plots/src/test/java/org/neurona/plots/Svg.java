package org.neurona.plots;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** An SVG that an XML parser has read. */
final class Svg {
  private final Document document;

  private Svg(Document document) {
    this.document = document;
  }

  static Svg of(Picture picture) {
    return parse(picture.toSvg());
  }

  static Svg parse(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      return new Svg(factory.newDocumentBuilder().parse(new InputSource(new StringReader(text))));
    } catch (Exception e) {
      throw new AssertionError("No XML: " + e.getMessage() + "\n" + text, e);
    }
  }

  Element root() {
    return document.getDocumentElement();
  }

  List<Element> all(String name) {
    NodeList found = document.getElementsByTagName(name);
    return IntStream.range(0, found.getLength()).mapToObj(i -> (Element) found.item(i)).toList();
  }

  /** What is written in the picture. */
  List<String> texts() {
    return all("text").stream().map(Element::getTextContent).toList();
  }

  /** The lines that have a name. */
  List<Element> named(String name) {
    return all("polyline").stream().filter(line -> line.getTextContent().equals(name)).toList();
  }

  /** The points of a line. */
  static List<double[]> points(Element line) {
    List<double[]> points = new ArrayList<>();
    for (String point : line.getAttribute("points").split(" ")) {
      String[] parts = point.split(",");
      points.add(new double[] {Double.parseDouble(parts[0]), Double.parseDouble(parts[1])});
    }
    return points;
  }

  static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  /** Whatever refers to something: by now only images within the file. */
  Map<String, Long> references() {
    return all("*").stream().flatMap(element -> List.of("href", "src", "xlink:href").stream()
        .filter(element::hasAttribute).map(element::getAttribute))
        .collect(java.util.stream.Collectors.groupingBy(value -> value.replaceFirst("[,#].*", ""),
            java.util.stream.Collectors.counting()));
  }
}
