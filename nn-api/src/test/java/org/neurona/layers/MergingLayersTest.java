package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.ops.Tensor;

/** Layers that merge inputs: shapes and what they refuse. */
class MergingLayersTest {
  private static final Tensor ROWS = Input.of(4);
  private static final Tensor IMAGES = Input.of(3, 5);

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(new Subtract(), List.of(ROWS, ROWS), Shape.of(4)),
        Arguments.of(new Multiply(), List.of(IMAGES, Input.of(5), Input.of(3, 1)), Shape.of(3, 5)),
        Arguments.of(new Average(), List.of(Input.of(), IMAGES), Shape.of(3, 5)),
        Arguments.of(new Maximum(), List.of(ROWS, ROWS, ROWS), Shape.of(4)),
        Arguments.of(new Minimum(), List.of(Input.of(UNKNOWN, 5), Input.of(UNKNOWN, 5)), Shape.of(UNKNOWN, 5)),
        Arguments.of(new Dot(1), List.of(ROWS, ROWS), Shape.of(1)),
        Arguments.of(new Dot(1, 2), List.of(IMAGES, Input.of(10, 3)), Shape.of(5, 10)),
        Arguments.of(new Dot(-1), List.of(IMAGES, Input.of(5)), Shape.of(3)),
        Arguments.of(new Dot(1, 2), List.of(Input.of(5), Input.of(2, 5, 7)), Shape.of(2, 7)),
        Arguments.of(new Dot(3, 1), List.of(Input.of(2, 3, 4), Input.of(4, 6)), Shape.of(2, 3, 6)),
        Arguments.of(new Dot(2), List.of(Input.of(UNKNOWN, 5), Input.of(UNKNOWN, 5)), Shape.of(UNKNOWN, UNKNOWN)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputHasKerasShape(Layer layer, List<Tensor> inputs, Shape row) {
    LayerShapes.assertDeclares(layer, inputs, row, "[]");
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(new Subtract().name("less"), List.of(ROWS, ROWS, ROWS),
            "Subtract \"less\": A merge layer should be called on a list of exactly 2 inputs. Received 3 inputs."),
        Arguments.of(new Multiply(), List.of(ROWS),
            "Multiply: A merge layer should be called on a list of at least 2 inputs. Received 1 inputs."),
        Arguments.of(new Average(), List.of(ROWS, Input.of(3)),
            "Average expects inputs of one shape, like (None, 4), got shape (None, 3). "
                + "Inputs have incompatible shapes"),
        Arguments.of(new Dot(1), List.of(ROWS),
            "Dot: A merge layer should be called on a list of exactly 2 inputs. Received 1 inputs."),
        Arguments.of(new Dot(0), List.of(ROWS, ROWS),
            "Dot expects inputs with axis 0 behind the batch's, got shape (None, 4)"),
        Arguments.of(new Dot(-1, -3), List.of(ROWS, IMAGES),
            "Dot expects inputs with axis -3 behind the batch's, got shape (None, 3, 5)"),
        Arguments.of(new Dot(2), List.of(IMAGES, ROWS),
            "Dot expects inputs with axis 2 behind the batch's, got shape (None, 4)"),
        Arguments.of(new Dot(1, 2), List.of(ROWS, IMAGES),
            "Dot expects an input with 4 on axis 2, like (None, 4) on axis 1, got shape (None, 3, 5). "
                + "Incompatible input shapes"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void inputThatDoesNotFitIsNamed(Layer layer, List<Tensor> inputs, String message) {
    LayerShapes.assertRefuses(layer, inputs, message);
  }

  @Test
  void dotTakesOneAxisOrTwo() {
    assertEquals("Dot: Received an invalid value for axes, expected one axis or two. Received: axes=[1, 2, 3]",
        assertThrows(IllegalArgumentException.class, () -> new Dot(1, 2, 3)).getMessage());
    assertEquals("Dot: Received an invalid value for axes, expected one axis or two. Received: axes=[]",
        assertThrows(IllegalArgumentException.class, Dot::new).getMessage());
    assertEquals("Dot: axes is missing", assertThrows(IllegalArgumentException.class, () -> Layers.catalogue()
        .read(Map.of("class_name", "Dot"), CustomObjects.none())).getMessage());
  }

  @Test
  void filesHaveOneAxisAsANumberAndTwoAsAList() {
    assertEquals(-1, new Dot(-1).config().toMap().get("axes"));
    assertEquals(List.of(2, 1), new Dot(2, 1).config().toMap().get("axes"));
    assertEquals(List.of(-1, -1), ((Dot) Layers.catalogue().read(
        Map.of("class_name", "Dot", "config", Map.of("axes", -1.0)), CustomObjects.none())).axes());
  }
}
