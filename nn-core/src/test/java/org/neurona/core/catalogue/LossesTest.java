package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.losses.BinaryCrossentropy;
import org.neurona.losses.BinaryFocalCrossentropy;
import org.neurona.losses.CategoricalCrossentropy;
import org.neurona.losses.CategoricalFocalCrossentropy;
import org.neurona.losses.CategoricalGeneralizedCrossEntropy;
import org.neurona.losses.Circle;
import org.neurona.losses.CosineSimilarity;
import org.neurona.losses.Dice;
import org.neurona.losses.HalfSumOfSquares;
import org.neurona.losses.Huber;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.losses.MeanAbsoluteError;
import org.neurona.losses.MeanSquaredError;
import org.neurona.losses.SparseCategoricalCrossentropy;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Losses against numbers worked out by hand. */
class LossesTest {
  private static final double TOLERANCE = 2e-6;
  private static final NDArray TRUE = NDArray.of(new double[][] {{0, 1}, {1, 0}, {1, 1}});
  private static final NDArray PREDICTED = NDArray.of(new double[][] {{0.25, 0.5}, {0.75, 0.5}, {0.125, 1}});
  private static final NDArray LOGITS = NDArray.of(new double[][] {{1, 2, 3}, {0, -1, 0.5}});
  private static final NDArray ONE_HOT = NDArray.of(new double[][] {{0, 0, 1}, {1, 0, 0}});
  private static final NDArray LABELS = NDArray.of(2f, 0f);
  private static final double LOSS_1 = Math.log(Math.exp(1) + Math.exp(2) + Math.exp(3)) - 3;
  private static final double LOSS_2 = Math.log(Math.exp(0) + Math.exp(-1) + Math.exp(0.5));

  /** The loss of a batch; the last step of the model goes between the numbers and the loss. */
  private static double loss(Backend backend, Loss loss, UnaryOperator<Tensor> last, NDArray yTrue, NDArray numbers,
      NDArray weights) {
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    Tensor target = Computed.input(yTrue.shape().dims());
    Tensor output = Computed.input(numbers.shape().dims());
    fed.put(target, yTrue);
    fed.put(output, numbers);
    Tensor sampleWeights = null;
    if (weights != null) {
      sampleWeights = Computed.input(weights.shape().dims());
      fed.put(sampleWeights, weights);
    }
    return Computed.value(backend, fed, loss.batchLoss(target, last.apply(output), sampleWeights))[0];
  }

  private static void assertLoss(double expected, Backend backend, Loss loss, NDArray yTrue, NDArray numbers) {
    assertEquals(expected, loss(backend, loss, x -> x, yTrue, numbers, null), TOLERANCE, loss.name());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void errorsAreMeansOverTheLastAxisAndTheRows(Backend backend) {
    assertLoss((0.3125 + 0.3125 + 0.765625) / 6, backend, new MeanSquaredError(), TRUE, PREDICTED);
    assertLoss((0.75 + 0.75 + 0.875) / 6, backend, new MeanAbsoluteError(), TRUE, PREDICTED);
    assertLoss((0.3125 + 0.3125 + 0.765625) / 2 / 3, backend, new HalfSumOfSquares(), TRUE, PREDICTED);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void reductionsAreMeanAndSum(Backend backend) {
    double rows = (0.3125 + 0.3125 + 0.765625) / 2;
    assertLoss(rows, backend, new MeanSquaredError().reduction("sum"), TRUE, PREDICTED);
    assertLoss(rows / 3, backend, new MeanSquaredError().reduction("mean"), TRUE, PREDICTED);
    assertLoss(rows / 3, backend, new MeanSquaredError().reduction("sum_over_batch_size"), TRUE, PREDICTED);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void sampleWeightsMultiplyRowsAndTheirNumberStaysTheDivisor(Backend backend) {
    NDArray weights = NDArray.of(2.0, 0.0, 0.5);
    double weighted = 2 * 0.3125 / 2 + 0.5 * 0.765625 / 2;
    Loss mean = new MeanSquaredError();
    assertEquals(weighted / 3, loss(backend, mean, x -> x, TRUE, PREDICTED, weights), TOLERANCE);
    assertEquals(weighted, loss(backend, mean.reduction("sum"), x -> x, TRUE, PREDICTED, weights), TOLERANCE);
    assertEquals(0, loss(backend, mean, x -> x, TRUE, PREDICTED, NDArray.zeros(3)), 0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void sampleWeightsOfSequencesHoldForTheWholeRow(Backend backend) {
    NDArray yTrue = NDArray.of(new double[][][] {{{1}, {2}}, {{3}, {4}}});
    NDArray yPred = NDArray.of(new double[][][] {{{0}, {0}}, {{0}, {0}}});
    assertEquals((2 * (1 + 4) + 3 * (9 + 16)) / 4.0,
        loss(backend, new MeanSquaredError(), x -> x, yTrue, yPred, NDArray.of(2.0, 3.0)), 1e-4);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void crossEntropyOfProbabilities(Backend backend) {
    NDArray p = NDArray.of(new double[][] {{0.25, 0.25, 0.5}, {0.5, 0.5, 0}});
    assertLoss((Math.log(2) + Math.log(2)) / 2, backend, new CategoricalCrossentropy(), ONE_HOT, p);
    assertLoss((Math.log(2) + Math.log(2)) / 2, backend, new SparseCategoricalCrossentropy(), LABELS, p);
    double binary = -(Math.log(0.75) + Math.log(0.5) + Math.log(0.75) + Math.log(0.5) + Math.log(0.125)
        + Math.log(1 - 1e-7)) / 6;
    assertLoss(binary, backend, new BinaryCrossentropy(), TRUE, PREDICTED);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void probabilitiesAreDividedByTheirSum(Backend backend) {
    NDArray twice = NDArray.of(new double[][] {{0.5, 0.5, 1}, {1, 1, 0}});
    assertLoss(Math.log(2), backend, new CategoricalCrossentropy(), ONE_HOT, twice);
    assertLoss(Math.log(2), backend, new SparseCategoricalCrossentropy(), LABELS, twice);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void crossEntropyOfLogitsIsThatBehindTheActivation(Backend backend) {
    double expected = (LOSS_1 + LOSS_2) / 2;
    assertLoss(expected, backend, new CategoricalCrossentropy().fromLogits(true), ONE_HOT, LOGITS);
    assertLoss(expected, backend, new SparseCategoricalCrossentropy().fromLogits(true), LABELS, LOGITS);
    assertEquals(expected, loss(backend, new CategoricalCrossentropy(), Ops::softmax, ONE_HOT, LOGITS, null),
        TOLERANCE);
    assertEquals(expected, loss(backend, new SparseCategoricalCrossentropy(), Ops::softmax, LABELS, LOGITS, null),
        TOLERANCE);
    double binary = 0;
    double[] t = ONE_HOT.toDoubleArray();
    double[] z = LOGITS.toDoubleArray();
    for (int i = 0; i < 6; i++) {
      double p = 1 / (1 + Math.exp(-z[i]));
      binary -= (t[i] * Math.log(p) + (1 - t[i]) * Math.log(1 - p)) / 6;
    }
    assertLoss(binary, backend, new BinaryCrossentropy().fromLogits(true), ONE_HOT, LOGITS);
    assertEquals(binary, loss(backend, new BinaryCrossentropy(), Ops::sigmoid, ONE_HOT, LOGITS, null), TOLERANCE);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aReshapeBetweenActivationAndLossIsSeenThrough(Backend backend) {
    UnaryOperator<Tensor> last = x -> Ops.reshape(Ops.softmax(x), 2, 1, 3);
    double[] values = {0, 0, 1, 1, 0, 0};
    NDArray far = NDArray.of(new double[][] {{0, 0, -500}, {0, 500, 0}});
    assertEquals(500 + Math.log(2) / 2, loss(backend, new CategoricalCrossentropy(), last,
        NDArray.wrap(Shape.of(2, 1, 3), values), far, null), 1e-3);
  }

  /** As Keras does on TensorFlow, which warns and takes what went into the activation. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void logitsThatAreNoneAreLookedBehind(Backend backend) {
    double expected = (LOSS_1 + LOSS_2) / 2;
    assertEquals(expected, loss(backend, new CategoricalCrossentropy().fromLogits(true), Ops::softmax, ONE_HOT, LOGITS,
        null), TOLERANCE);
    assertEquals(expected, loss(backend, new SparseCategoricalCrossentropy().fromLogits(true), Ops::softmax, LABELS,
        LOGITS, null), TOLERANCE);
    assertEquals(loss(backend, new BinaryCrossentropy(), Ops::sigmoid, ONE_HOT, LOGITS, null), loss(backend,
        new BinaryCrossentropy().fromLogits(true), Ops::sigmoid, ONE_HOT, LOGITS, null), 0);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aSigmoidIsSeenThroughAnyReshape(Backend backend) {
    NDArray far = NDArray.of(new double[][] {{400, -400, 0, 0}});
    NDArray wrong = NDArray.wrap(Shape.of(1, 2, 2), new double[] {0, 1, 1, 0});
    assertEquals((400 + 400 + 2 * Math.log(2)) / 4, loss(backend, new BinaryCrossentropy(),
        x -> Ops.reshape(Ops.sigmoid(x), 1, 2, 2), wrong, far, null), 1e-4);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void labelSmoothingDrawsTargetsToTheMiddle(Backend backend) {
    double s = 0.3;
    double logSum1 = LOSS_1 + 3;
    double smoothed1 = (1 - s) * LOSS_1 + s / 3 * (3 * logSum1 - 6);
    double smoothed2 = (1 - s) * LOSS_2 + s / 3 * (3 * LOSS_2 + 0.5);
    assertLoss((smoothed1 + smoothed2) / 2, backend, new CategoricalCrossentropy().labelSmoothing(s).fromLogits(true),
        ONE_HOT, LOGITS);
    NDArray p = NDArray.of(new double[][] {{0.25}, {0.75}});
    double binary = -(0.85 * Math.log(0.25) + 0.15 * Math.log(0.75));
    assertLoss(binary, backend, new BinaryCrossentropy().labelSmoothing(s), NDArray.of(new double[][] {{1}, {0}}), p);
  }

  static Stream<Arguments> extremes() {
    return Backends.all().flatMap(backend -> Stream.of(
        Arguments.of(backend, new CategoricalCrossentropy(), (UnaryOperator<Tensor>) Ops::softmax, 2e4),
        Arguments.of(backend, new CategoricalCrossentropy().fromLogits(true), UnaryOperator.<Tensor>identity(), 2e4),
        Arguments.of(backend, new BinaryCrossentropy(), (UnaryOperator<Tensor>) Ops::sigmoid, 1e4),
        Arguments.of(backend, new BinaryCrossentropy().fromLogits(true), UnaryOperator.<Tensor>identity(), 1e4)));
  }

  @ParameterizedTest
  @MethodSource("extremes")
  void extremeLogitsGiveFiniteLossesAndGradients(Backend backend, Loss loss, UnaryOperator<Tensor> last, double wrong) {
    Tensor z = Computed.input(1, 2);
    Tensor yTrue = Ops.constant(NDArray.of(new double[][] {{0, 1}}));
    Map<Tensor, NDArray> fed = Map.of(z, NDArray.of(new double[][] {{1e4, -1e4}}));
    Tensor value = loss.batchLoss(yTrue, last.apply(z), null);
    assertEquals(wrong, Computed.value(backend, fed, value)[0], 1);
    double[] gradient = Computed.gradient(backend, fed, value, z);
    double half = loss instanceof BinaryCrossentropy ? 0.5 : 1;
    Computed.assertClose(new double[] {half, -half}, gradient, 1e-5, loss.name());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void certainButWrongProbabilitiesStayFinite(Backend backend) {
    NDArray certain = NDArray.of(new double[][] {{1, 0}});
    NDArray other = NDArray.of(new double[][] {{0, 1}});
    for (Loss loss : List.of(new CategoricalCrossentropy(), new BinaryCrossentropy())) {
      assertEquals(-Math.log(1e-7), loss(backend, loss, x -> x, other, certain, null), 0.2, loss.name());
    }
    assertEquals(-Math.log(1e-7), loss(backend, new SparseCategoricalCrossentropy(), x -> x, NDArray.of(1f), certain,
        null), 1e-4);
  }

  @Test
  void gradientsAreThoseOfSmallDifferences() {
    List<Loss> losses = new ArrayList<>(Losses.catalogue().entries());
    losses.addAll(List.of(new SparseCategoricalCrossentropy().ignoreClass(2), new Circle().gamma(5).margin(0.25),
        new Circle().gamma(3).removeDiagonal(false), new Dice().axis(1), new CosineSimilarity().axis(1),
        new CategoricalCrossentropy().labelSmoothing(0.2), new BinaryCrossentropy().labelSmoothing(0.2),
        new Huber().delta(0.1), new CategoricalGeneralizedCrossEntropy().q(0.9)));
    for (Loss loss : losses) {
      boolean sparse = loss instanceof SparseCategoricalCrossentropy || loss instanceof Circle;
      for (UnaryOperator<Tensor> last : List.<UnaryOperator<Tensor>>of(x -> x, Ops::softmax, Ops::sigmoid)) {
        Tensor z = Computed.input(4, 3);
        Tensor yTrue = sparse ? Ops.constant(NDArray.of(2f, 0f, 1f, 2f))
            : Ops.constant(Computed.random(new Random(3), Shape.of(4, 3), 0.1, 0.9));
        Tensor weights = Ops.constant(NDArray.of(1, 0.5, 2, 0.25));
        Computed.assertGradient(Map.of(z, Computed.random(new Random(5), z.shape(), 0.2, 0.8)),
            loss.batchLoss(yTrue, last.apply(z), weights), z, 1e-7, loss.toString());
      }
    }
  }

  static Stream<Arguments> alongAnotherAxis() {
    return Stream.of(new BinaryCrossentropy().axis(1), new CategoricalCrossentropy().axis(1).labelSmoothing(0.1),
        new BinaryFocalCrossentropy().axis(1), new CategoricalFocalCrossentropy().axis(1),
        new SparseCategoricalCrossentropy().axis(1), new CosineSimilarity().axis(1)).flatMap(loss ->
            Backends.all().map(backend -> Arguments.of(loss, backend)));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("alongAnotherAxis")
  void classesMayBeAlongAnotherAxis(Loss loss, Backend backend) {
    NDArray last = Computed.random(new Random(9), Shape.of(4, 2, 3), 0.1, 0.9);
    NDArray target = loss instanceof SparseCategoricalCrossentropy
        ? NDArray.of(new float[][] {{0, 2}, {1, 1}, {2, 0}, {0, 0}})
        : Computed.random(new Random(10), Shape.of(4, 2, 3), 0.1, 0.9);
    Loss plain = Losses.catalogue().read(Map.of("class_name", loss.className(), "config",
        loss instanceof CategoricalCrossentropy ? Map.of("label_smoothing", 0.1) : Map.of()), CustomObjects.none());
    double expected = loss(backend, plain, x -> x, target, last, null);
    double moved = loss(backend, loss, x -> x, target.shape().rank() == 2 ? target : swapped(target), swapped(last),
        null);
    assertEquals(expected, moved, 1e-6, loss.toString());
  }

  /** With the last two axes the other way round. */
  private static NDArray swapped(NDArray x) {
    int[] dims = x.shape().dims();
    double[] values = x.toDoubleArray();
    float[] swapped = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int row = i / (dims[1] * dims[2]);
      int first = i / dims[2] % dims[1];
      int second = i % dims[2];
      swapped[(row * dims[2] + second) * dims[1] + first] = (float) values[i];
    }
    return NDArray.of(Shape.of(dims[0], dims[2], dims[1]), swapped);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void ofLossesThatAreNotReducedTheSumIsMinimizedAndTheMeanIsShown(Backend backend) {
    Tensor z = Computed.input(3, 2);
    Tensor yTrue = Ops.constant(TRUE);
    Map<Tensor, NDArray> fed = Map.of(z, PREDICTED);
    Loss loss = new MeanSquaredError();
    Tensor weights = Ops.constant(NDArray.of(2.0, 0.0, 0.5));
    for (Tensor sampleWeights : new Tensor[] {null, weights}) {
      Tensor none = loss.reduction("none").batchLoss(yTrue, z, sampleWeights);
      assertEquals(Computed.value(backend, fed, loss.batchLoss(yTrue, z, sampleWeights))[0],
          Computed.value(backend, fed, none)[0], 1e-7);
      Tensor sum = loss.reduction("sum").batchLoss(yTrue, z, sampleWeights);
      Computed.assertClose(Computed.gradient(backend, fed, sum, z), Computed.gradient(backend, fed, none, z), 1e-7,
          "gradient");
    }
    assertEquals("none", loss.reduction(null).reduction());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void rowsOfTheIgnoredClassDoNotCount(Backend backend) {
    NDArray labels = NDArray.of(2f, -1f);
    SparseCategoricalCrossentropy loss = new SparseCategoricalCrossentropy().fromLogits(true).ignoreClass(-1);
    assertLoss(LOSS_1, backend, loss, labels, LOGITS);
    assertLoss(LOSS_1, backend, loss.reduction("sum"), labels, LOGITS);
    // The weighted sum divided by the number of rows that count.
    assertEquals(3 * LOSS_1, loss(backend, loss, x -> x, labels, LOGITS, NDArray.of(3.0, 5.0)), TOLERANCE);
    assertEquals(LOSS_1, loss(backend, loss.reduction("mean_with_sample_weight"), x -> x, labels, LOGITS,
        NDArray.of(3.0, 5.0)), TOLERANCE);
    assertLoss(0, backend, loss, NDArray.of(-1f, -1f), LOGITS);
    loss.checkTargets(new float[] {2, -1}, 0, 2, Shape.of(2, 3));
  }

  @Test
  void aMaskAndAnIgnoredClassHoldTogether() {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    Loss loss = new SparseCategoricalCrossentropy().fromLogits(true).ignoreClass(2);
    Tensor total = loss.batchLoss(Ops.constant(NDArray.of(new float[][] {{2, 0, 0}})),
        Ops.constant(NDArray.of(new float[][][] {{{1, 2, 3}, {0, -1, 0.5f}, {9, 9, 9}}})), null,
        Ops.constant(NDArray.of(new float[][] {{1, 1, 0}})));
    assertEquals(LOSS_2, Computed.value(backend, Map.of(), total)[0], TOLERANCE);
  }

  @Test
  void targetsMayLackOrHaveALastAxisOfLengthOne() {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    NDArray column = NDArray.of(new double[][] {{1}, {3}});
    assertLoss(5, backend, new MeanSquaredError(), NDArray.of(0.0, 0.0), column);
    assertLoss(5, backend, new MeanSquaredError(), column, NDArray.of(0.0, 0.0));
    assertLoss((LOSS_1 + LOSS_2) / 2, backend, new SparseCategoricalCrossentropy().fromLogits(true),
        LABELS.reshape(2, 1), LOGITS);
  }

  @Test
  void otherShapesAreRefused() {
    assertEquals("Arguments `target` and `output` must have the same shape. Received: target.shape=(4, 2), "
        + "output.shape=(4, 3)", assertThrows(IllegalArgumentException.class, () -> new MeanSquaredError()
            .batchLoss(Computed.input(4, 2), Computed.input(4, 3), null)).getMessage());
    assertEquals("Arguments `target` and `output` must have the same shape up until the last dimension. Received: "
        + "target.shape=(4, 3), output.shape=(4, 3)", assertThrows(IllegalArgumentException.class,
            () -> new SparseCategoricalCrossentropy().batchLoss(Computed.input(4, 3), Computed.input(4, 3), null))
        .getMessage());
  }

  @Test
  void labelsMustBeNumbersOfClasses() {
    Loss loss = new SparseCategoricalCrossentropy();
    loss.checkTargets(new float[] {0, 2, -7}, 0, 2, Shape.of(2, 3));
    for (float wrong : new float[] {-1, 3, Float.NaN, 1.5f}) {
      assertTrue(assertThrows(IllegalArgumentException.class, () -> loss.checkTargets(new float[] {0, wrong}, 0, 2,
          Shape.of(2, 3))).getMessage().startsWith("Received a label value of "), Arrays.toString(new float[] {wrong}));
    }
  }
}
