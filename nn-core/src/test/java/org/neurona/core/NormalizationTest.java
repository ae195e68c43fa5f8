package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.layers.BatchNormalization;
import org.neurona.layers.GroupNormalization;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.LayerNormalization;
import org.neurona.layers.Masking;
import org.neurona.layers.RMSNormalization;
import org.neurona.layers.UnitNormalization;
import org.neurona.losses.MeanSquaredError;
import org.neurona.optimizers.SGD;

/** Normalization in numbers that were computed by hand, and the moving statistics of batches. */
class NormalizationTest {
  private static final double TOLERANCE = 1e-6;

  /** The square root of 1.001: a variance of 1 and the default epsilon. */
  private static final double ROOT = Math.sqrt(1.001);

  static Stream<String> engines() {
    return Stream.of("commons-math", "scalar", "simd");
  }

  private static Sequential model(String engine, Shape row, Layer... layers) {
    Sequential model = new Sequential();
    model.add(new Input(row.dims()));
    for (Layer layer : layers) {
      model.add(layer);
    }
    model.engine(engine);
    model.compile(new SGD(0), new MeanSquaredError());
    return model;
  }

  private static void assertPredicts(double[] expected, Model model, NDArray x) {
    assertArrayEquals(expected, model.predict(x).toDoubleArray(), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aBatchMovesMeanAndVarianceAHundredthOfTheWay(String engine) {
    Model model = model(engine, Shape.of(2), new BatchNormalization());
    // Columns 1, 3 and 10, 14: means 2 and 12, variances (of the whole batch, divided by 2) 1 and 4.
    NDArray x = NDArray.of(new double[][] {{1, 10}, {3, 14}});

    model.trainOnBatch(x, x);

    assertArrayEquals(new double[] {0.02, 0.12}, model.getWeights().get(2).toDoubleArray(), TOLERANCE);
    assertArrayEquals(new double[] {0.99 + 0.01, 0.99 + 0.04}, model.getWeights().get(3).toDoubleArray(), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void trainingNormalizesByTheBatchAndInferenceByWhatMoved(String engine) {
    Model model = model(engine, Shape.of(1), new BatchNormalization().momentum(0.5));
    NDArray x = NDArray.of(new double[][] {{1}, {3}});

    // By the batch's mean 2 and variance 1 the outputs are -1 and 1 over the root: the squared error is 1/1.001.
    double loss = model.trainOnBatch(x, NDArray.of(new double[][] {{0}, {0}})).get("loss");

    assertEquals(1 / 1.001, loss, TOLERANCE);
    // The moving mean is 1 by now, the moving variance still 1.
    assertPredicts(new double[] {0, 2 / ROOT}, model, x);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aFrozenBatchNormalizationUsesWhatMovedInTrainingTooAndLeavesItAlone(String engine) {
    Model model = model(engine, Shape.of(1), new BatchNormalization().trainable(false));
    NDArray x = NDArray.of(new double[][] {{1}, {3}});
    List<NDArray> before = model.getWeights();

    double loss = model.trainOnBatch(x, NDArray.of(new double[][] {{0}, {0}})).get("loss");

    assertEquals((1 + 9) / 2.0 / 1.001, loss, 1e-5);
    assertEquals(before, model.getWeights());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void maskedStepsDontCountInTheStatisticsOfABatch(String engine) {
    Model model = model(engine, Shape.of(2, 1), new Masking(9), new BatchNormalization().momentum(0));
    // Steps 2, 4 and 6 count: mean 4, variance (4 + 0 + 4) / 3.
    NDArray x = NDArray.of(new double[][][] {{{2}, {4}}, {{6}, {9}}});

    model.trainOnBatch(x, x);

    assertEquals(4, model.getWeights().get(2).getDouble(0), 1e-5);
    assertEquals(8 / 3.0, model.getWeights().get(3).getDouble(0), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void batchNormalizationKeepsOneStatisticForEachChannelOfAnyAxis(String engine) {
    Model model = model(engine, Shape.of(2, 3), new BatchNormalization().axis(1).momentum(0));
    NDArray x = NDArray.of(new double[][][] {{{1, 2, 3}, {10, 10, 10}}});

    model.trainOnBatch(x, x);

    assertArrayEquals(new double[] {2, 10}, model.getWeights().get(2).toDoubleArray(), 1e-5);
    assertArrayEquals(new double[] {2 / 3.0, 0}, model.getWeights().get(3).toDoubleArray(), 1e-5);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void layerNormalizationTakesEachRowByItself(String engine) {
    // Row 1, 3 has mean 2 and variance 1; row 5, 5 has variance 0.
    assertPredicts(new double[] {-1 / ROOT, 1 / ROOT, 0, 0},
        model(engine, Shape.of(2), new LayerNormalization()), NDArray.of(new double[][] {{1, 3}, {5, 5}}));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void groupNormalizationTakesTheChannelsOfAGroupTogether(String engine) {
    // Channels 1, 3 | 4, 8: means 2 and 6, variances 1 and 4.
    double second = 2 / Math.sqrt(4.001);

    assertPredicts(new double[] {-1 / ROOT, 1 / ROOT, -second, second},
        model(engine, Shape.of(4), new GroupNormalization(2)), NDArray.of(new double[][] {{1, 3, 4, 8}}));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void aGroupForEachChannelIsTakenOverThePlacesAlone(String engine) {
    // Two places of two channels: channel 0 has 1, 3 and channel 1 has 7, 7.
    assertPredicts(new double[] {-1 / ROOT, 0, 1 / ROOT, 0},
        model(engine, Shape.of(2, 2), new GroupNormalization(-1)),
        NDArray.of(new double[][][] {{{1, 7}, {3, 7}}}));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void unitNormalizationGivesRowsLengthOneAndLeavesZerosAlone(String engine) {
    assertPredicts(new double[] {0.6, 0.8, 0, 0}, model(engine, Shape.of(2), new UnitNormalization()),
        NDArray.of(new double[][] {{3, 4}, {0, 0}}));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void rmsNormalizationDividesByTheRootOfTheMeanSquare(String engine) {
    // The mean square of 1 and 7 is 25.
    double root = Math.sqrt(25 + 1e-6);

    assertPredicts(new double[] {1 / root, 7 / root}, model(engine, Shape.of(2), new RMSNormalization()),
        NDArray.of(new double[][] {{1, 7}}));
  }

  @Test
  void weightsComeInKerasOrder() {
    Sequential model = model("commons-math", Shape.of(3), new BatchNormalization());

    assertEquals("[gamma, beta, moving_mean, moving_variance]",
        model.graph().members().get(1).weights().stream().map(weight -> weight.name()).toList().toString());
  }

  @Test
  void whatDoesNotFitIsNamed() {
    assertMessage("GroupNormalization \"g\" expects a number of channels on axis -1 that can be divided by groups=2, "
        + "got shape (None, 3)", new GroupNormalization(2).name("g"));
    assertMessage("LayerNormalization expects input with an axis 2 behind the batch axis, got shape (None, 3)",
        new LayerNormalization().axis(2));
    assertMessage("BatchNormalization expects input with an axis 0 behind the batch axis, got shape (None, 3)",
        new BatchNormalization().axis(0));
    assertEquals("GroupNormalization: Received an invalid value for groups, expected a positive integer, or -1 for a "
        + "group a channel. Received: groups=0",
        assertThrows(IllegalArgumentException.class, () -> new GroupNormalization(0)).getMessage());
    assertEquals("LayerNormalization: Received an invalid value for axis, expected one axis or several. "
        + "Received: axis=[1, 1]",
        assertThrows(IllegalArgumentException.class, () -> new LayerNormalization().axis(1, 1)).getMessage());
  }

  private static void assertMessage(String message, Layer layer) {
    assertEquals(message,
        assertThrows(ShapeMismatchException.class, () -> layer.apply(Input.of(3))).getMessage());
  }
}
