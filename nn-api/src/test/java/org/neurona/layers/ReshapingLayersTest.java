package org.neurona.layers;

import static org.junit.jupiter.api.Assertions.assertEquals;
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

/** Layers that move, repeat, add or leave out places: shapes, settings and what they refuse. */
class ReshapingLayersTest {
  private static final Tensor ROWS = Input.of(4);
  private static final Tensor STEPS = Input.of(7, 3);
  private static final Tensor PIXELS = Input.of(6, 5, 3);
  private static final Tensor VOXELS = Input.of(2, 3, 4, 5);

  static Stream<Arguments> shapes() {
    Tensor open = Input.of(UNKNOWN, 3);
    return Stream.of(
        Arguments.of(new Permute(2, 1), STEPS, Shape.of(3, 7)),
        Arguments.of(new Permute(3, 1, 2), PIXELS, Shape.of(3, 6, 5)),
        Arguments.of(new Permute(2, 1), open, Shape.of(3, UNKNOWN)),
        Arguments.of(new RepeatVector(3), ROWS, Shape.of(3, 4)),
        Arguments.of(new Identity(), STEPS, Shape.of(7, 3)),
        Arguments.of(new ZeroPadding1D(), STEPS, Shape.of(9, 3)),
        Arguments.of(new ZeroPadding1D(0, 2), STEPS, Shape.of(9, 3)),
        Arguments.of(new ZeroPadding1D(2), open, Shape.of(UNKNOWN, 3)),
        Arguments.of(new ZeroPadding2D(2), PIXELS, Shape.of(10, 9, 3)),
        Arguments.of(new ZeroPadding2D(1, 2), PIXELS, Shape.of(8, 9, 3)),
        Arguments.of(new ZeroPadding2D(1, 0, 0, 3), PIXELS, Shape.of(7, 8, 3)),
        Arguments.of(new ZeroPadding3D(0, 1, 2), VOXELS, Shape.of(2, 5, 8, 5)),
        Arguments.of(new ZeroPadding3D(0, 1, 0, 0, 2, 1), VOXELS, Shape.of(3, 3, 7, 5)),
        Arguments.of(new Cropping1D(), STEPS, Shape.of(5, 3)),
        Arguments.of(new Cropping1D(0), open, Shape.of(UNKNOWN, 3)),
        Arguments.of(new Cropping2D(), PIXELS, Shape.of(6, 5, 3)),
        Arguments.of(new Cropping2D(1, 2), PIXELS, Shape.of(4, 1, 3)),
        Arguments.of(new Cropping2D(0, 0, 0, 4), PIXELS, Shape.of(6, 1, 3)),
        Arguments.of(new Cropping3D(0, 1, 1), VOXELS, Shape.of(2, 1, 2, 5)),
        Arguments.of(new UpSampling1D(), STEPS, Shape.of(14, 3)),
        Arguments.of(new UpSampling1D(3), open, Shape.of(UNKNOWN, 3)),
        Arguments.of(new UpSampling2D(1, 3), PIXELS, Shape.of(6, 15, 3)),
        Arguments.of(new UpSampling2D(2).interpolation("bilinear"), PIXELS, Shape.of(12, 10, 3)),
        Arguments.of(new UpSampling3D(3, 1, 2), VOXELS, Shape.of(6, 3, 8, 5)),
        Arguments.of(new Reshape(3, -1, 7), STEPS, Shape.of(3, 1, 7)),
        Arguments.of(new Reshape(), Input.of(1, 1), Shape.of()),
        Arguments.of(new Reshape(-1, 3), Input.of(UNKNOWN, 6), Shape.of(UNKNOWN, 3)));
  }

  @ParameterizedTest
  @MethodSource("shapes")
  void outputHasKerasShape(Layer layer, Tensor input, Shape row) {
    LayerShapes.assertDeclares(layer, List.of(input), row, "[]");
  }

  static Stream<Arguments> misfits() {
    return Stream.of(
        Arguments.of(new Permute(2, 1).name("turn"), ROWS,
            "Permute \"turn\" expects input of rank 3, got shape (None, 4)"),
        Arguments.of(new RepeatVector(2), STEPS, "RepeatVector expects input of rank 2, got shape (None, 7, 3)"),
        Arguments.of(new ZeroPadding2D(), STEPS, "ZeroPadding2D expects input of rank 4, got shape (None, 7, 3)"),
        Arguments.of(new Cropping1D(3, 4), STEPS,
            "Cropping1D expects input of which cropping=[[3, 4]] leaves something, got shape (None, 7, 3). Values in "
                + "`cropping` argument should be smaller than the corresponding spatial dimension of the input"),
        Arguments.of(new Cropping1D(), Input.of(UNKNOWN, 3),
            "Cropping1D expects input with an axis 1 of known length, got shape (None, None, 3)"),
        Arguments.of(new Cropping3D(), STEPS, "Cropping3D expects input of rank 5, got shape (None, 7, 3)"),
        Arguments.of(new UpSampling3D(), PIXELS, "UpSampling3D expects input of rank 5, got shape (None, 6, 5, 3)"),
        Arguments.of(new UpSampling2D().interpolation("bilinear"), Input.of(UNKNOWN, 5, 3),
            "UpSampling2D can't take input of shape (None, None, 5, 3): bilinear interpolation needs axes of known "
                + "length"));
  }

  @ParameterizedTest
  @MethodSource("misfits")
  void inputThatDoesNotFitIsNamed(Layer layer, Tensor input, String message) {
    LayerShapes.assertRefuses(layer, List.of(input), message);
  }

  static Stream<Arguments> wrongSettings() {
    return Stream.of(
        Arguments.of((Supplier<Layer>) () -> new Permute(1, 3), "Permute: Received an invalid value for dims, expected "
            + "the numbers 1 to their number, each once. Received: dims=[1, 3]"),
        Arguments.of((Supplier<Layer>) () -> new RepeatVector(0),
            "RepeatVector: Received an invalid value for n, expected a positive integer. Received: n=0"),
        Arguments.of((Supplier<Layer>) () -> new ZeroPadding1D(1, 2, 3), "ZeroPadding1D: Received an invalid value for "
            + "padding, expected 1 or 2 integers >= 0. Received: padding=[]"),
        Arguments.of((Supplier<Layer>) () -> new ZeroPadding2D(1, -2), "ZeroPadding2D: Received an invalid value for "
            + "padding, expected 1, 2 or 4 integers >= 0. Received: padding=[[1, 1], [-2, -2]]"),
        Arguments.of((Supplier<Layer>) () -> new Cropping3D(1, 2), "Cropping3D: Received an invalid value for "
            + "cropping, expected 1, 3 or 6 integers >= 0. Received: cropping=[[1, 2]]"),
        Arguments.of((Supplier<Layer>) () -> new UpSampling2D(2, 0),
            "UpSampling2D: Received an invalid value for size, expected 2 positive integers. Received: size=[2, 0]"),
        Arguments.of((Supplier<Layer>) () -> new UpSampling2D().interpolation("bicubic"),
            "UpSampling2D: Received an invalid value for interpolation, expected nearest or bilinear (bicubic, "
                + "lanczos3 and lanczos5 of Keras are not supported). Received: interpolation=bicubic"));
  }

  @ParameterizedTest
  @MethodSource("wrongSettings")
  void settingsThatBreakTheirRuleAreRefusedWhereTheyAreWritten(Supplier<Layer> layer, String message) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, layer::get).getMessage());
  }

  static Stream<Arguments> shortForms() {
    return Stream.of(
        Arguments.of("ZeroPadding1D", "padding", 2.0, new ZeroPadding1D(2)),
        Arguments.of("ZeroPadding1D", "padding", List.of(1.0, 2.0), new ZeroPadding1D(1, 2)),
        Arguments.of("ZeroPadding2D", "padding", 3, new ZeroPadding2D(3)),
        Arguments.of("ZeroPadding2D", "padding", List.of(1, 2), new ZeroPadding2D(1, 2)),
        Arguments.of("ZeroPadding2D", "padding", List.of(List.of(1, 2), List.of(3, 4)), new ZeroPadding2D(1, 2, 3, 4)),
        Arguments.of("Cropping2D", "cropping", List.of(List.of(1, 2), 3), new Cropping2D(1, 2, 3, 3)),
        Arguments.of("UpSampling1D", "size", 4, new UpSampling1D(4)),
        Arguments.of("UpSampling3D", "size", List.of(1, 2, 3), new UpSampling3D(1, 2, 3)));
  }

  @ParameterizedTest
  @MethodSource("shortForms")
  void filesMayHaveKerasShortForms(String className, String key, Object plain, Layer expected) {
    assertEquals(expected.toPlain(), Layers.catalogue().read(
        Map.of("class_name", className, "config", Map.of(key, plain)), CustomObjects.none()).toPlain());
  }

  @Test
  void oneAxisHasItsMarginsAsAPairInFiles() {
    assertEquals(List.of(1, 2), new ZeroPadding1D(1, 2).config().toMap().get("padding"));
    assertEquals(List.of(List.of(1, 1), List.of(2, 2)), new Cropping2D(1, 2).config().toMap().get("cropping"));
  }
}
