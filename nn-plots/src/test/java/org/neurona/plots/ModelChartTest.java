package org.neurona.plots;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.Sequential;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.ops.Tensor;
import org.neurona.plots.drawing.TextStyle;
import org.w3c.dom.Element;

class ModelChartTest {
  private static final Model DIGITS =
      new Sequential(new Flatten(28, 28), new Dense(300, "relu"), new Dense(10, "softmax"));

  private static Model branches() {
    Tensor title = Input.of(100);
    Tensor body = Input.of(500);
    Dense shared = new Dense(64).name("shared");
    Tensor first = shared.apply(new Dense(64).name("a_name_that_is_much_too_long_for_a_box".repeat(4)).apply(title));
    Tensor both = new Concatenate().apply(first, shared.apply(new Dense(64).apply(body)));
    return new Model(List.of(title, body), List.of(new Dense(1).name("priority").apply(both),
        new Dense(4).name("department").apply(both)));
  }

  private static Model deep() {
    List<Layer> layers = new ArrayList<>(List.of(new Input(8)));
    for (int i = 0; i < 40; i++) {
      layers.add(new Dense(8, "relu"));
    }
    return new Sequential(layers);
  }

  static Stream<Model> models() {
    return Stream.of(DIGITS, branches(), deep());
  }

  @Test
  void everyLayerHasNameTypeShapeAndNumberOfWeights() {
    assertEquals(List.of("input_layer", "InputLayer", "(None, 28, 28)", "", "flatten", "Flatten", "(None, 784)", "",
        "dense", "Dense", "(None, 300)", "235,500 weights", "dense_1", "Dense", "(None, 10)", "3,010 weights"),
        Svg.of(Plots.model(DIGITS)).texts());
  }

  @Test
  void anArrowLeadsToEachInputOfALayer() {
    Model model = branches();
    Svg svg = Svg.of(Plots.model(model));
    long inputs = model.graph().applications().stream().mapToLong(use -> use.inputs().size()).sum();
    assertEquals(inputs, svg.all("path").stream().filter(path -> path.getAttribute("fill").equals("none")).count());
    assertEquals(2 * inputs, svg.all("path").size());
  }

  @Test
  void aSharedLayerHasABoxForEachUse() {
    List<String> texts = Svg.of(Plots.model(branches())).texts();
    assertTrue(texts.contains("shared (1 of 2)") && texts.contains("shared (2 of 2)"), texts.toString());
  }

  @Test
  void inputsAndOutputsHaveTheirColours() {
    List<String> borders = Svg.of(Plots.model(branches())).all("rect").stream()
        .map(box -> box.getAttribute("stroke")).toList();
    assertEquals(2, borders.stream().filter("#2563eb"::equals).count());
    assertEquals(2, borders.stream().filter("#ea580c"::equals).count());
  }

  @ParameterizedTest
  @MethodSource("models")
  void allTextLiesWithinItsBoxAndAllBoxesWithinThePicture(Model model) {
    Picture picture = Plots.model(model);
    Svg svg = Svg.of(picture);
    List<Element> boxes = svg.all("rect").subList(1, svg.all("rect").size());
    for (Element box : boxes) {
      double right = Svg.number(box, "x") + Svg.number(box, "width");
      assertTrue(Svg.number(box, "x") >= 19.9 && right <= picture.width() - 19.9, right + " of " + picture.width());
      assertTrue(Svg.number(box, "y") + Svg.number(box, "height") <= picture.height() - 19.9);
    }
    for (int i = 0; i < svg.all("text").size(); i += 2) {
      Element left = svg.all("text").get(i);
      Element right = svg.all("text").get(i + 1);
      Element box = boxes.get(i / 4);
      assertTrue(Svg.number(left, "x") > Svg.number(box, "x"));
      assertTrue(Svg.number(right, "x") < Svg.number(box, "x") + Svg.number(box, "width"));
      assertTrue(Svg.number(left, "x") + width(left) < Svg.number(right, "x") - width(right) + 0.02,
          left.getTextContent() + " and " + right.getTextContent());
    }
  }

  private static double width(Element text) {
    TextStyle style = TextStyle.of(Svg.number(text, "font-size"), 0);
    return (text.hasAttribute("font-weight") ? style.inBold() : style).width(text.getTextContent());
  }

  @Test
  void aModelThatIsNotBuiltIsRefused() {
    assertTrue(assertThrows(IllegalStateException.class, () -> Plots.model(new Sequential(new Dense(3)))).getMessage()
        .contains("has not been built yet"));
  }
}
