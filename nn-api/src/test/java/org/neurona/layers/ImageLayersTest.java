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
import org.neurona.ops.FillMode;
import org.neurona.ops.Interpolation;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Image layers: shapes, settings and what they refuse. */
class ImageLayersTest {
  private static final Tensor PIXELS = Input.of(6, 5, 3);

  static Stream<Arguments> shapes() {
    return Stream.of(
        Arguments.of(new Resizing(4, 9), Shape.of(4, 9, 3)),
        Arguments.of(new Resizing(9, 1).cropToAspectRatio(true), Shape.of(9, 1, 3)),
        Arguments.of(new Resizing(2, 7).padToAspectRatio(true), Shape.of(2, 7, 3)),
        Arguments.of(new CenterCrop(4, 5), Shape.of(4, 5, 3)),
        Arguments.of(new CenterCrop(7, 2), Shape.of(7, 2, 3)),
        Arguments.of(new RandomCrop(3, 4), Shape.of(3, 4, 3)),
        Arguments.of(new RandomCrop(8, 4), Shape.of(8, 4, 3)),
        Arguments.of(new RandomFlip(), Shape.of(6, 5, 3)),
        Arguments.of(new RandomRotation(0.2), Shape.of(6, 5, 3)),
        Arguments.of(new RandomZoom(0.2), Shape.of(6, 5, 3)),
        Arguments.of(new RandomTranslation(0.2, 0.3), Shape.of(6, 5, 3)),
        Arguments.of(new RandomContrast(0.2), Shape.of(6, 5, 3)),
        Arguments.of(new RandomBrightness(0.2), Shape.of(6, 5, 3)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputsHaveTheDocumentedShape(Layer layer, Shape row) {
    assertEquals(row.prepend(UNKNOWN), layer.apply(PIXELS).shape());
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void onlyImagesOfKnownSizeAreTaken(Layer layer, Shape row) {
    LayerShapes.assertRefuses(layer, List.of(Input.of(5, 3)),
        layer.className() + " expects input of rank 4, got shape (None, 5, 3)");
    LayerShapes.assertRefuses(layer, List.of(Input.of(5, UNKNOWN, 3)),
        layer.className() + " expects input with an axis 2 of known length, got shape (None, 5, None, 3)");
  }

  @Test
  void oneNumberStandsForBothDirections() {
    assertEquals(List.of(-0.2, 0.2), new RandomRotation(0.2).factor());
    assertEquals(List.of(-0.2, 0.2), new RandomRotation(-0.2).factor());
    assertEquals(List.of(-0.2, 0.3), new RandomRotation(0.3, -0.2).factor());
    assertEquals(List.of(-0.2, 0.2), new RandomZoom(0.2).heightFactor());
    assertNull(new RandomZoom(0.2).widthFactor());
    assertEquals(List.of(-0.3, 0.3), new RandomZoom(0.2, 0.3).widthFactor());
    assertEquals(List.of(0.1, 0.3), new RandomTranslation(0.2, 0.3).widthFactor(0.1, 0.3).widthFactor());
    assertEquals(List.of(-0.1, 0.1), new RandomTranslation(0.2, 0.3).heightFactor(0.1).heightFactor());
    assertEquals(List.of(0.2, 0.2), new RandomContrast(0.2).factor());
    assertEquals(List.of(0.0, 0.2), new RandomContrast(0, 0.2).factor());
    assertEquals(List.of(-0.2, 0.2), new RandomBrightness(0.2).factor());
  }

  static Stream<Arguments> shortForms() {
    return Stream.of(
        Arguments.of("RandomRotation", Map.of("factor", 0.2), new RandomRotation(0.2)),
        Arguments.of("RandomRotation", Map.of("factor", List.of(-0.1, 0.2)), new RandomRotation(-0.1, 0.2)),
        Arguments.of("RandomZoom", Map.of("height_factor", 0.5), new RandomZoom(0.5)),
        Arguments.of("RandomTranslation", Map.of("height_factor", 1, "width_factor", List.of(0, 0.5)),
            new RandomTranslation(1, 0).widthFactor(0, 0.5)),
        Arguments.of("RandomContrast", Map.of("factor", 0.5, "value_range", List.of(0, 1)),
            new RandomContrast(0.5).valueRange(0, 1)),
        // What Keras writes for factor=0.5: its own lower bound.
        Arguments.of("RandomContrast", Map.of("factor", List.of(0, 0.5)), new RandomContrast(0, 0.5)),
        Arguments.of("RandomBrightness", Map.of("factor", 0.5), new RandomBrightness(-0.5, 0.5)));
  }

  @ParameterizedTest
  @MethodSource("shortForms")
  void filesMayHaveKerasShortForms(String className, Map<String, Object> config, Layer expected) {
    assertEquals(expected.toPlain(), Layers.catalogue()
        .read(Map.of("class_name", className, "config", config), CustomObjects.none()).toPlain());
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of((Supplier<Layer>) () -> new Resizing(0, 3),
            "Resizing: Received an invalid value for height, expected a positive integer. Received: height=0"),
        Arguments.of((Supplier<Layer>) () -> new Resizing(3, 3).interpolation("bicubic"), "Resizing: Received an "
            + "invalid value for interpolation, expected bilinear or nearest (bicubic, lanczos3, lanczos5 and area of "
            + "Keras are not supported). Received: interpolation=bicubic"),
        Arguments.of((Supplier<Layer>) () -> new Resizing(3, 3).cropToAspectRatio(true).padToAspectRatio(true),
            "Resizing: Only one of `padToAspectRatio` & `cropToAspectRatio` can be true."),
        Arguments.of((Supplier<Layer>) () -> new CenterCrop(3, -1),
            "CenterCrop: Received an invalid value for width, expected a positive integer. Received: width=-1"),
        Arguments.of((Supplier<Layer>) () -> new RandomFlip("left"), "RandomFlip: Received an invalid value for mode, "
            + "expected one of horizontal_and_vertical, horizontal, vertical. Received: mode=left"),
        Arguments.of((Supplier<Layer>) () -> new RandomRotation(1.5), "RandomRotation: Received an invalid value for "
            + "factor, expected 1 or 2 numbers in [-1, 1]. Received: factor=[-1.5, 1.5]"),
        Arguments.of((Supplier<Layer>) () -> new RandomRotation(), "RandomRotation: Received an invalid value for "
            + "factor, expected 1 or 2 numbers in [-1, 1]. Received: factor=[]"),
        Arguments.of((Supplier<Layer>) () -> new RandomRotation(0.1).fillMode("mirror"), "RandomRotation: Received an "
            + "invalid value for fillMode, expected one of reflect, constant, nearest, wrap. Received: "
            + "fillMode=mirror"),
        Arguments.of((Supplier<Layer>) () -> new RandomZoom(0.1).widthFactor(0.1, 0.2, 0.3), "RandomZoom: Received an "
            + "invalid value for widthFactor, expected 1 or 2 numbers in [-1, 1] or null. Received: "
            + "widthFactor=[0.1, 0.2, 0.3]"),
        Arguments.of((Supplier<Layer>) () -> new RandomContrast(-0.1), "RandomContrast: Received an invalid value for "
            + "factor, expected 1 or 2 numbers in [0, 1]. Received: factor=[-0.1, -0.1]"),
        Arguments.of((Supplier<Layer>) () -> new RandomBrightness(0.1).valueRange(1, 0), "RandomBrightness: Received "
            + "an invalid value for valueRange, expected two finite numbers, the smaller one first. Received: "
            + "valueRange=[1.0, 0.0]"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void settingsThatBreakTheirRuleAreRefusedWhereTheyAreWritten(Supplier<Layer> layer, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, layer::get).getMessage());
  }

  @Test
  void antialiasingInAFileIsRefused() {
    assertEquals("Resizing: Received an invalid value for antialias, expected false (true is not supported). Received: "
        + "antialias=true", assertThrows(IllegalArgumentException.class, () -> Layers.catalogue().read(
            Map.of("class_name", "Resizing", "config", Map.of("height", 2, "width", 2, "antialias", true)),
            CustomObjects.none())).getMessage());
  }

  @Test
  void transformsMustBeEightNumbersForEachImage() {
    Tensor images = Ops.fill(0, Shape.of(2, 3, 3, 1));

    for (Shape wrong : List.of(Shape.of(2, 6), Shape.of(8), Shape.of(3, 8))) {
      assertEquals("affineTransform expects 8 numbers for each image, got shape " + wrong + " for 2 images",
          assertThrows(IllegalArgumentException.class, () -> Ops.affineTransform(images, Ops.fill(0, wrong),
              Interpolation.NEAREST, FillMode.NEAREST, 0)).getMessage());
    }
  }
}
