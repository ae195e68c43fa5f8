package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.neurona.Shape.UNKNOWN;

import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.ops.Tensor;
import org.neurona.regularizers.L2;

/** Activation and regularization layers: shapes, settings and what they refuse. */
class ActivationLayersTest {
  private static final Tensor ROWS = Input.of(4);
  private static final Tensor PIXELS = Input.of(6, 5, 3);

  static Stream<Arguments> shapes() {
    Tensor open = Input.of(UNKNOWN, 3);
    return Stream.of(
        Arguments.of(new ReLU(), List.of(PIXELS), Shape.of(6, 5, 3), "[]"),
        Arguments.of(new LeakyReLU(0.1), List.of(ROWS), Shape.of(4), "[]"),
        Arguments.of(new ELU(), List.of(ROWS), Shape.of(4), "[]"),
        Arguments.of(new PReLU(), List.of(PIXELS), Shape.of(6, 5, 3), "[alpha (6, 5, 3)]"),
        Arguments.of(new PReLU().sharedAxes(1, 2), List.of(PIXELS), Shape.of(6, 5, 3), "[alpha (1, 1, 3)]"),
        Arguments.of(new PReLU().sharedAxes(1), List.of(open), Shape.of(UNKNOWN, 3), "[alpha (1, 3)]"),
        Arguments.of(new Softmax().axis(1), List.of(open), Shape.of(UNKNOWN, 3), "[]"),
        Arguments.of(new Softmax().axis(1, 2), List.of(open), Shape.of(UNKNOWN, 3), "[]"),
        Arguments.of(new Softmax(), List.of(ROWS, ROWS), Shape.of(4), "[]"),
        Arguments.of(new Dropout(0.5).noiseShape(-1, 1, -1, 3), List.of(PIXELS), Shape.of(6, 5, 3), "[]"),
        Arguments.of(new SpatialDropout1D(0.5), List.of(open), Shape.of(UNKNOWN, 3), "[]"),
        Arguments.of(new SpatialDropout2D(0.5), List.of(PIXELS), Shape.of(6, 5, 3), "[]"),
        Arguments.of(new GaussianNoise(1), List.of(ROWS), Shape.of(4), "[]"),
        Arguments.of(new GaussianDropout(0.5), List.of(ROWS), Shape.of(4), "[]"),
        Arguments.of(new AlphaDropout(0.5), List.of(ROWS), Shape.of(4), "[]"),
        Arguments.of(new ActivityRegularization().l1(1), List.of(ROWS), Shape.of(4), "[]"));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputAndWeightsHaveKerasShapes(Layer layer, List<Tensor> inputs, Shape row, String weights) {
    LayerShapes.assertDeclares(layer, inputs, row, weights);
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(new PReLU().name("p"), List.of(Input.of(UNKNOWN, 3)),
            "PReLU \"p\" expects input of which all axes are known that do not share alpha, got shape (None, None, 3)"),
        Arguments.of(new PReLU().sharedAxes(2), List.of(ROWS),
            "PReLU expects input with axes sharedAxes=[2], got shape (None, 4)"),
        Arguments.of(new Softmax().axis(2), List.of(ROWS), "Softmax expects input with axis 2, got shape (None, 4)"),
        Arguments.of(new Softmax(), List.of(ROWS, Input.of(5)),
            "Softmax expects a mask of the input's shape (None, 4), got shape (None, 5)"),
        Arguments.of(new Softmax(), List.of(ROWS, ROWS, ROWS), "Softmax takes an input and a mask, got 3 inputs"),
        Arguments.of(new Dropout(0.5).noiseShape(-1, 2), List.of(ROWS),
            "Dropout expects input to which noiseShape=(None, 2) broadcasts, got shape (None, 4)"),
        Arguments.of(new AlphaDropout(0.5).noiseShape(4), List.of(ROWS),
            "AlphaDropout expects input to which noiseShape=(4,) broadcasts, got shape (None, 4)"),
        Arguments.of(new SpatialDropout2D(0.5), List.of(ROWS),
            "SpatialDropout2D expects input of rank 4, got shape (None, 4)"),
        Arguments.of(new AlphaDropout(1), List.of(ROWS),
            "AlphaDropout can't drop everything: expected rate < 1. Received: rate=1.0"),
        Arguments.of(new GaussianDropout(1).name("g"), List.of(ROWS),
            "GaussianDropout \"g\" can't drop everything: expected rate < 1. Received: rate=1.0"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void inputThatDoesNotFitIsNamed(Layer layer, List<Tensor> inputs, String message) {
    LayerShapes.assertRefuses(layer, inputs, message);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of((Supplier<Layer>) () -> new ReLU().maxValue(-1),
            "ReLU: Received an invalid value for maxValue, expected a number >= 0 or null. Received: maxValue=-1.0"),
        Arguments.of((Supplier<Layer>) () -> new ReLU().negativeSlope(-1), "ReLU: Received an invalid value for "
            + "negativeSlope, expected a finite number >= 0. Received: negativeSlope=-1.0"),
        Arguments.of((Supplier<Layer>) () -> new LeakyReLU(-1), "LeakyReLU: Received an invalid value for "
            + "negativeSlope, expected a finite number >= 0. Received: negativeSlope=-1.0"),
        Arguments.of((Supplier<Layer>) () -> new PReLU().sharedAxes(0), "PReLU: Received an invalid value for "
            + "sharedAxes, expected axes or null. Received: sharedAxes=[0]"),
        Arguments.of((Supplier<Layer>) () -> new Softmax().axis(new int[0]),
            "Softmax: Received an invalid value for axis, expected one axis or several. Received: axis=[]"),
        Arguments.of((Supplier<Layer>) () -> new SpatialDropout1D(1.5), "SpatialDropout1D: Received an invalid value "
            + "for rate, expected a float value between 0 and 1. Received: rate=1.5"),
        Arguments.of((Supplier<Layer>) () -> new GaussianNoise(-1), "GaussianNoise: Received an invalid value for "
            + "stddev, expected a finite number >= 0. Received: stddev=-1.0"),
        Arguments.of((Supplier<Layer>) () -> new Dropout(0.5).noiseShape(0, 1), "Dropout: Received an invalid value "
            + "for noiseShape, expected positive integers or None for each axis, or null. Received: noiseShape=(0, 1)"),
        Arguments.of((Supplier<Layer>) () -> new ActivityRegularization().l1(-1), "ActivityRegularization: Received an "
            + "invalid value for l1, expected a finite number >= 0. Received: l1=-1.0"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void settingsThatBreakTheirRuleAreRefusedWhereTheyAreWritten(Supplier<Layer> layer, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, layer::get).getMessage());
  }

  @Test
  void filesMayNameOneAxisAsANumberOrInAList() {
    for (Object plain : List.of(2, List.of(2))) {
      assertEquals(List.of(2), ((Softmax) read("Softmax", "axis", plain)).axis());
      assertEquals(List.of(2), ((PReLU) read("PReLU", "shared_axes", plain)).sharedAxes());
    }
    assertNull(new PReLU().sharedAxes());
    assertEquals(List.of(), ((PReLU) read("PReLU", "shared_axes", List.of())).sharedAxes());
  }

  private static Layer read(String className, String key, Object plain) {
    return Layers.catalogue().read(Map.of("class_name", className, "config", Map.of(key, plain)), CustomObjects.none());
  }

  @Test
  void alphaHasItsRegularizer() {
    assertEquals("L2(l2=0.5)", new PReLU().alphaRegularizer(L2.of(0.5)).declareWeights(List.of(ROWS.shape()), "").get(0)
        .regularizer().toString());
  }
}
