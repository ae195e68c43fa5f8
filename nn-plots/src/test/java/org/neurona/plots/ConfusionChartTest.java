package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.NDArray;
import org.neurona.metrics.ConfusionMatrix;
import org.w3c.dom.Element;

class ConfusionChartTest {
  private static final ConfusionMatrix THREE = ConfusionMatrix.of(NDArray.of(0, 0, 0, 0, 1, 1, 1, 2),
      NDArray.of(0, 0, 0, 1, 1, 1, 2, 2));

  private static ConfusionMatrix diagonal(int classes) {
    int[] all = IntStream.range(0, classes).toArray();
    return ConfusionMatrix.of(NDArray.of(all), NDArray.of(all));
  }

  @Test
  void countsStandInRowsOfTheTrueClassAndColumnsOfThePredictedOne() {
    List<String> texts = Svg.of(Plots.confusion(THREE)).texts();
    assertEquals(List.of("Confusion matrix", "6 of 8 right (75.00 %)", "predicted", "true", "3", "1", "0", "0", "2",
        "1", "0", "0", "1"), texts.subList(0, 13));
  }

  @Test
  void whatIsRightIsBlueAndWhatIsWrongIsOrange() {
    List<Element> cells = Svg.of(Plots.confusion(THREE)).all("rect");
    // White paper; (0,0) (0,1) (1,1) (1,2) (2,2); the frame. Only the last class is right throughout.
    assertEquals(7, cells.size());
    assertEquals("#2563eb", cells.get(5).getAttribute("fill"));
    int wrong = Integer.parseInt(cells.get(2).getAttribute("fill").substring(1), 16);
    assertEquals("#f5ac86", "#" + Integer.toHexString(wrong)); // half way: the square root of 1 of 4
    assertTrue(Svg.number(cells.get(2), "x") > Svg.number(cells.get(1), "x"));
    assertEquals(Svg.number(cells.get(2), "y"), Svg.number(cells.get(1), "y"));
  }

  @Test
  void namesOfClassesAreEscapedAndTurnedWhereTheyAreLong() {
    Svg svg = Svg.of(Plots.confusion(THREE.labels("a<b", "versicolor", "a name that is too long for any cell")));
    assertEquals(2, svg.texts().stream().filter("a<b"::equals).count());
    assertEquals(4, svg.all("text").stream().filter(text -> text.hasAttribute("transform")).count());
    Svg shorter = Svg.of(Plots.confusion(THREE.labels("setosa", "versicolor", "virginica")));
    assertEquals(1, shorter.all("text").stream().filter(text -> text.hasAttribute("transform")).count());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 10, 40, 100, 400})
  void allOfItLiesWithinThePicture(int classes) {
    Picture picture = Plots.confusion(diagonal(classes));
    Svg svg = Svg.of(picture);
    Element frame = svg.all("rect").get(svg.all("rect").size() - 1);
    assertTrue(Svg.number(frame, "x") + Svg.number(frame, "width") <= picture.width() - 19);
    assertEquals(picture.height() - 20, Svg.number(frame, "y") + Svg.number(frame, "height"), 1);
    assertTrue(picture.width() < 1400, "width " + picture.width());
    assertTrue(picture.toSvg().length() < 400_000, "length " + picture.toSvg().length());
  }
}
