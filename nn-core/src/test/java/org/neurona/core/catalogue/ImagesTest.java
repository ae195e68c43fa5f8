package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.core.Backends;
import org.neurona.core.engine.Backend;
import org.neurona.layers.CenterCrop;
import org.neurona.layers.Layer;
import org.neurona.layers.RandomBrightness;
import org.neurona.layers.RandomContrast;
import org.neurona.layers.RandomCrop;
import org.neurona.layers.RandomFlip;
import org.neurona.layers.RandomRotation;
import org.neurona.layers.RandomTranslation;
import org.neurona.layers.RandomZoom;
import org.neurona.layers.Resizing;

/** Image layers on small images of the numbers 1, 2, 3 ..., and how what they choose at random is distributed. */
class ImagesTest {
  /** 1 2 3 over 4 5 6. */
  private static final Shape SIX = Shape.of(1, 2, 3, 1);
  /** 1 2 3 over 4 5 6 over 7 8 9. */
  private static final Shape NINE = Shape.of(1, 3, 3, 1);
  private static final int MANY = 4000;

  private static NDArray numbers(Shape shape) {
    return NDArray.wrap(shape, IntStream.rangeClosed(1, shape.size()).asDoubleStream().toArray());
  }

  private static double[] trained(Layer layer, Backend backend, NDArray input) {
    return LayerValues.inTraining(layer, backend).of(1, 0, input).get(0).toDoubleArray();
  }

  private static Stream<Arguments> onAll(List<Arguments> cases) {
    return cases.stream().flatMap(one -> Backends.all()
        .map(backend -> Arguments.of(one.get()[0], one.get()[1], one.get()[2], backend)));
  }

  static Stream<Arguments> sizes() {
    return onAll(List.of(
        Arguments.of(new Resizing(2, 3), SIX, new double[] {1, 2, 3, 4, 5, 6}),
        // Centres at -1/4, 1/4, 3/4 ... of the input; outside of 0 and 2 the edges go on.
        Arguments.of(new Resizing(2, 6), SIX,
            new double[] {1, 1.25, 1.75, 2.25, 2.75, 3, 4, 4.25, 4.75, 5.25, 5.75, 6}),
        // Centres at 1/4 and 7/4, and at 1/2: no antialiasing.
        Arguments.of(new Resizing(1, 2), SIX, new double[] {2.75, 4.25}),
        // Rows 0, 0, 1, 1 at centres -1/4, 1/4, 3/4, 5/4; columns 0 and 2, for 1/4 and 7/4 are nearest to them.
        Arguments.of(new Resizing(4, 2).interpolation("nearest"), SIX, new double[] {1, 3, 1, 3, 4, 6, 4, 6}),
        // Of 2 centres at 1/2 and 5/2 the nearest pixel is the one behind.
        Arguments.of(new Resizing(1, 2).interpolation("nearest"), Shape.of(1, 1, 4, 1), new double[] {2, 4}),
        // The middle 2 x 2 of 2 x 3 starts at column 0, for half a pixel is rounded down.
        Arguments.of(new Resizing(2, 2).cropToAspectRatio(true), SIX, new double[] {1, 2, 4, 5}),
        Arguments.of(new Resizing(1, 1).cropToAspectRatio(true), SIX, new double[] {3}),
        // 2 x 3 wants 6 rows: two above and two below.
        Arguments.of(new Resizing(6, 3).padToAspectRatio(true).fillValue(9), SIX,
            new double[] {9, 9, 9, 9, 9, 9, 1, 2, 3, 4, 5, 6, 9, 9, 9, 9, 9, 9}),
        // 3 x 1 wants 3 columns: one on either side.
        Arguments.of(new Resizing(3, 3).padToAspectRatio(true), Shape.of(1, 3, 1, 1),
            new double[] {0, 1, 0, 0, 2, 0, 0, 3, 0}),
        // 3 x 2 wants one column more, of which half on either side is none.
        Arguments.of(new Resizing(3, 3).padToAspectRatio(true).interpolation("nearest"), Shape.of(1, 3, 2, 1),
            new double[] {1, 2, 2, 3, 4, 4, 5, 6, 6}),
        Arguments.of(new CenterCrop(1, 1), NINE, new double[] {5}),
        Arguments.of(new CenterCrop(2, 2), NINE, new double[] {1, 2, 4, 5}),
        Arguments.of(new CenterCrop(2, 1), Shape.of(1, 2, 3, 2), new double[] {3, 4, 9, 10}),
        // No 4 rows in 2: of the proportions 4 : 2 there are 2 x 1 in the middle, stretched to 4 x 2.
        Arguments.of(new CenterCrop(4, 2), SIX, new double[] {2, 2, 2.75, 2.75, 4.25, 4.25, 5, 5}),
        Arguments.of(new RandomCrop(1, 1), NINE, new double[] {5}),
        Arguments.of(new RandomCrop(4, 2), SIX, new double[] {2, 2, 2.75, 2.75, 4.25, 4.25, 5, 5})));
  }

  @ParameterizedTest
  @MethodSource("sizes")
  void imagesGetTheSizeThatIsAskedFor(Layer layer, Shape input, double[] expected, Backend backend) {
    assertArrayEquals(expected, LayerValues.atInference(layer, backend).of(numbers(input)).toDoubleArray(), 1e-6);
  }

  static Stream<Arguments> certain() {
    return onAll(List.of(
        // A quarter of a turn counter-clockwise: the right column becomes the top row.
        Arguments.of(new RandomRotation(0.25, 0.25), NINE, new double[] {3, 6, 9, 2, 5, 8, 1, 4, 7}),
        Arguments.of(new RandomRotation(-0.25, -0.25), NINE, new double[] {7, 4, 1, 8, 5, 2, 9, 6, 3}),
        Arguments.of(new RandomRotation(0.5, 0.5), SIX, new double[] {6, 5, 4, 3, 2, 1}),
        Arguments.of(new RandomRotation(1, 1).interpolation("nearest"), SIX, new double[] {1, 2, 3, 4, 5, 6}),
        Arguments.of(new RandomRotation(0), SIX, new double[] {1, 2, 3, 4, 5, 6}),
        // A third of three columns to the right, half of two rows down.
        Arguments.of(new RandomTranslation(0, 0).widthFactor(1 / 3.0, 1 / 3.0).fillMode("constant").fillValue(9), SIX,
            new double[] {9, 1, 2, 9, 4, 5}),
        Arguments.of(new RandomTranslation(0, 0).heightFactor(0.5, 0.5).fillMode("constant"), SIX,
            new double[] {0, 0, 0, 1, 2, 3}),
        Arguments.of(new RandomTranslation(0, 0).heightFactor(-0.5, -0.5), SIX, new double[] {4, 5, 6, 4, 5, 6}),
        Arguments.of(new RandomTranslation(0, 0).widthFactor(-1 / 3.0, -1 / 3.0).fillMode("wrap")
            .interpolation("nearest"), SIX, new double[] {2, 3, 1, 5, 6, 4}),
        // Twice as much is shown: columns -1, 1 and 3, rows -1/2 and 3/2 of which a half is outside.
        Arguments.of(new RandomZoom(0).heightFactor(1, 1).fillMode("constant"), SIX, new double[] {0, 1, 0, 0, 2.5, 0}),
        // Half as much: columns 1/2, 1 and 3/2; rows stay.
        Arguments.of(new RandomZoom(0, 0).widthFactor(-0.5, -0.5), SIX, new double[] {1.5, 2, 2.5, 4.5, 5, 5.5}),
        Arguments.of(new RandomBrightness(0.1, 0.1).valueRange(0, 8), NINE,
            new double[] {1.8, 2.8, 3.8, 4.8, 5.8, 6.8, 7.8, 8, 8}),
        Arguments.of(new RandomBrightness(-1, -1), NINE, new double[9]),
        Arguments.of(new RandomCrop(3, 2), NINE, new double[] {1, 2, 4, 5, 7, 8})));
  }

  @ParameterizedTest
  @MethodSource("certain")
  void whatIsCertainIsDoneExactly(Layer layer, Shape input, double[] expected, Backend backend) {
    assertArrayEquals(expected, trained(layer, backend, numbers(input)), 2e-6);
  }


  /** Kolmogorov's and Smirnov's distance from the uniform distribution: above 1.95 / sqrt(n) in 0.1 % of samples. */
  private static void assertUniform(double low, double high, double[] values) {
    double[] sorted = Arrays.stream(values).sorted().toArray();
    assertTrue(sorted[0] >= low - 1e-4 && sorted[sorted.length - 1] <= high + 1e-4, Arrays.toString(new double[] {
        sorted[0], sorted[sorted.length - 1]}));
    double distance = 0;
    for (int i = 0; i < sorted.length; i++) {
      double below = (sorted[i] - low) / (high - low);
      distance = Math.max(distance, Math.max(below - (double) i / sorted.length,
          (i + 1.0) / sorted.length - below));
    }
    assertTrue(distance < 1.95 / Math.sqrt(sorted.length), "distance " + distance);
  }

  /** One pixel of each of many equal images. */
  private static double[] pixels(Layer layer, Backend backend, int pixel, int height, double... image) {
    double[] all = new double[MANY * image.length];
    Arrays.setAll(all, i -> image[i % image.length]);
    double[] y = trained(layer, backend, NDArray.wrap(Shape.of(MANY, height, image.length / height, 1), all));
    return IntStream.range(0, MANY).mapToDouble(i -> y[i * (y.length / MANY) + pixel]).toArray();
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void brightnessIsUniformBetweenItsBoundsForEachImage(Backend backend) {
    assertUniform(100 - 0.2 * 255, 100 + 0.3 * 255, pixels(new RandomBrightness(-0.2, 0.3), backend, 1, 1, 50, 100));
  }

  /** Of pixels 80 and 120 the mean stays; the first is 100 - 20 f. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void contrastIsUniformAround1ForEachImage(Backend backend) {
    assertUniform(100 - 20 * 1.4, 100 - 20 * 0.6, pixels(new RandomContrast(0.4), backend, 0, 1, 80, 120));
    assertUniform(100 - 20 * 1.5, 100 - 20 * 0.9, pixels(new RandomContrast(0.1, 0.5), backend, 0, 2, 80, 120));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void contrastIsByTheMeanOfEachChannel(Backend backend) {
    double[] y = trained(new RandomContrast(1).valueRange(-100, 100), backend,
        NDArray.wrap(Shape.of(1, 1, 2, 2), new double[] {1, 10, 3, 30}));
    double f = (y[2] - y[0]) / 2;

    assertArrayEquals(new double[] {2 - f, 20 - 10 * f, 2 + f, 20 + 10 * f}, y, 1e-4);
    assertTrue(f > 0 && f < 2 && Math.abs(f - 1) > 1e-3, "f = " + f);
  }

  /** On a ramp of slope 1 the middle pixel falls by as much as the image moves to the right. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void translationIsUniformForEachImage(Backend backend) {
    assertUniform(4 - 9 * 0.3, 4 + 9 * 0.2, pixels(new RandomTranslation(0, 0).widthFactor(-0.2, 0.3), backend, 4, 1,
        0, 1, 2, 3, 4, 5, 6, 7, 8));
  }

  /** The pixel beside the middle of a ramp is 1 + f from it. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void zoomIsUniformForEachImage(Backend backend) {
    assertUniform(0.5, 1.8, pixels(new RandomZoom(0, 0).widthFactor(-0.5, 0.8), backend, 3, 1, -2, -1, 0, 1, 2));
    double[] height = pixels(new RandomZoom(0.4), backend, 5, 3, -1, -1, -1, 0, 0, 0, 1, 1, 1);
    assertArrayEquals(new double[MANY], height, 1e-6);
  }

  /** On the plane x + y, one to the right of the middle has cos + sin of the angle. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void angleIsUniformForEachImage(Backend backend) {
    double[] right = pixels(new RandomRotation(-0.1, 0.12), backend, 13, 5, -4, -3, -2, -1, 0, -3, -2, -1, 0, 1,
        -2, -1, 0, 1, 2, -1, 0, 1, 2, 3, 0, 1, 2, 3, 4);
    double[] angles = Arrays.stream(right).map(sum -> Math.asin(sum / Math.sqrt(2)) - Math.PI / 4).toArray();

    assertUniform(-0.1 * 2 * Math.PI, 0.12 * 2 * Math.PI, angles);
  }

  static Stream<Arguments> flips() {
    return onAll(List.of(Arguments.of(new RandomFlip("horizontal"), SIX, new double[] {3, 2, 1, 6, 5, 4}),
        Arguments.of(new RandomFlip("vertical"), SIX, new double[] {4, 5, 6, 1, 2, 3}),
        Arguments.of(new RandomFlip(), SIX, new double[] {6, 5, 4, 3, 2, 1})));
  }

  @ParameterizedTest
  @MethodSource("flips")
  void halfOfTheImagesAreFlipped(Layer layer, Shape shape, double[] flipped, Backend backend) {
    double[] same = {1, 2, 3, 4, 5, 6};
    double[] all = new double[MANY * 6];
    Arrays.setAll(all, i -> same[i % 6]);

    double[] y = trained(layer, backend, NDArray.wrap(shape.withDim(0, MANY), all));

    int count = 0;
    for (int image = 0; image < MANY; image++) {
      boolean isFlipped = y[image * 6] != 1;
      assertArrayEquals(isFlipped ? flipped : same, Arrays.copyOfRange(y, image * 6, image * 6 + 6));
      count += isFlipped ? 1 : 0;
    }
    assertEquals(0.5, (double) count / MANY, 4 * Math.sqrt(0.25 / MANY));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aStepCropsAllItsImagesAtOnePlaceAndAllPlacesComeUp(Backend backend) {
    Shape shape = Shape.of(3, 4, 5, 2);
    LayerValues layer = LayerValues.inTraining(new RandomCrop(2, 3), backend);
    int[] seen = new int[9];
    for (int step = 0; step < 450; step++) {
      double[] y = layer.of(1, step, numbers(shape)).get(0).toDoubleArray();
      int start = (int) (y[0] - 1) / 2;
      int place = start / 5 * 3 + start % 5;
      seen[place]++;
      for (int i = 0; i < y.length; i++) {
        int column = i / 2 % 3;
        int row = i / 6 % 2;
        assertEquals(((i / 12 * 4 + start / 5 + row) * 5 + start % 5 + column) * 2 + i % 2 + 1, y[i]);
      }
    }
    // 450 steps on 9 places: 50 each, give or take sqrt(450 * 8 / 81) = 6.7.
    Arrays.stream(seen).forEach(times -> assertEquals(50, times, 28));
  }

  static Stream<Layer> ofTheSameSize() {
    return Stream.of(new RandomFlip(), new RandomRotation(0.3), new RandomZoom(0.3), new RandomTranslation(0.3, 0.3),
        new RandomContrast(0.3).valueRange(0, 20), new RandomBrightness(0.3).valueRange(0, 20));
  }

  @ParameterizedTest
  @MethodSource("ofTheSameSize")
  void inferenceChangesNothing(Layer layer) {
    Backends.all().forEach(named -> assertArrayEquals(numbers(NINE).toDoubleArray(),
        LayerValues.atInference(layer, named.getPayload()).of(numbers(NINE)).toDoubleArray(), 0));
  }

  @ParameterizedTest
  @MethodSource("ofTheSameSize")
  void choicesAreAFunctionOfSeedAndStep(Layer layer) {
    NDArray images = numbers(Shape.of(20, 3, 3, 1));
    Backends.all().forEach(named -> {
      LayerValues values = LayerValues.inTraining(layer, named.getPayload());
      double[] first = values.of(1, 0, images).get(0).toDoubleArray();
      assertArrayEquals(first, values.of(1, 0, images).get(0).toDoubleArray());
      assertTrue(!Arrays.equals(first, values.of(2, 0, images).get(0).toDoubleArray()), "other seed");
      assertTrue(!Arrays.equals(first, values.of(1, 1, images).get(0).toDoubleArray()), "other step");
    });
  }

  @Test
  void aSeedOfTheLayersOwnTakesThePlaceOfTheModels() {
    NDArray images = numbers(Shape.of(20, 3, 3, 1));
    Backends.all().forEach(named -> {
      for (Layer layer : List.of(new RandomFlip().seed(7), new RandomRotation(0.3).seed(7),
          new RandomCrop(2, 2).seed(7), new RandomBrightness(0.1).seed(7))) {
        LayerValues values = LayerValues.inTraining(layer, named.getPayload());
        assertEquals(values.of(1, 0, images).get(0), values.of(2, 0, images).get(0));
      }
    });
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void gradientsFlowToThePixelsThatWereSampled(Backend backend) {
    double[] gradient = LayerValues.inTraining(new RandomTranslation(0, 0).widthFactor(1 / 3.0, 1 / 3.0)
        .fillMode("constant"), backend).of(1, 0, numbers(NINE)).get(1).toDoubleArray();

    assertArrayEquals(new double[] {1, 1, 0, 1, 1, 0, 1, 1, 0}, gradient, 1e-5);
  }
}
