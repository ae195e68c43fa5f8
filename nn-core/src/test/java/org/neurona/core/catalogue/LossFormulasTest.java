package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.neurona.core.Computed.assertClose;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.BinaryFocalCrossentropy;
import org.neurona.losses.CategoricalFocalCrossentropy;
import org.neurona.losses.CategoricalGeneralizedCrossEntropy;
import org.neurona.losses.CategoricalHinge;
import org.neurona.losses.Circle;
import org.neurona.losses.CosineSimilarity;
import org.neurona.losses.Dice;
import org.neurona.losses.Hinge;
import org.neurona.losses.Huber;
import org.neurona.losses.KLDivergence;
import org.neurona.losses.LogCosh;
import org.neurona.losses.Loss;
import org.neurona.losses.Losses;
import org.neurona.losses.MeanAbsolutePercentageError;
import org.neurona.losses.MeanSquaredLogarithmicError;
import org.neurona.losses.Poisson;
import org.neurona.losses.SquaredHinge;
import org.neurona.losses.Tversky;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;

/** Keras' formulas of losses in plain doubles, row by row; crossentropies and plain errors are {@link LossesTest}'s. */
class LossFormulasTest {
  private static final double[][] MIXED = {{0.7, 0.2, 0.1}, {0.25, 0.5, 0.25}};
  private static final double[][] ONE_HOT = {{0, 1, 0}, {1, 0, 0}};
  private static final double[][] REAL = {{-1.5, 2, 0.5}, {3, -0.25, 4}};
  private static final double[][] OTHER = {{0.5, 1.75, 2}, {-1, 0.25, 3.5}};
  private static final double[][] SIGNS = {{-1, 1, 1}, {1, -1, -1}};

  /** The loss of one row. */
  private interface Formula {
    double of(double[] t, double[] a);
  }

  private record Case(Loss loss, double[][] t, double[][] a, Formula formula) {
    @Override
    public String toString() {
      return loss.toString();
    }
  }

  /** The mean over a row. */
  private interface Element {
    double of(double t, double a);
  }

  private static Formula mean(Element element) {
    return (t, a) -> sum(element).of(t, a) / t.length;
  }

  private static Formula sum(Element element) {
    return (t, a) -> {
      double sum = 0;
      for (int i = 0; i < t.length; i++) {
        sum += element.of(t[i], a[i]);
      }
      return sum;
    };
  }

  private static double huber(double error, double delta) {
    double size = Math.abs(error);
    return size <= delta ? size * size / 2 : delta * size - delta * delta / 2;
  }

  /** -(1 - p)^gamma log(p) of the true class' probability, for smoothed targets too. */
  private static Element binaryFocal(double gamma, double smoothing, double alpha) {
    return (raw, a) -> {
      double t = raw * (1 - smoothing) + smoothing / 2;
      double right = t * a + (1 - t) * (1 - a);
      double crossentropy = -(t * Math.log(a) + (1 - t) * Math.log(1 - a));
      double weight = alpha == 0 ? 1 : t * alpha + (1 - t) * (1 - alpha);
      return weight * Math.pow(1 - right, gamma) * crossentropy;
    };
  }

  private static double sigmoid(double z) {
    return 1 / (1 + Math.exp(-z));
  }

  private static double[] softmax(double[] z) {
    double total = Arrays.stream(z).map(Math::exp).sum();
    return Arrays.stream(z).map(x -> Math.exp(x) / total).toArray();
  }

  private static double norm(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(e -> e * e).sum());
  }

  private static List<Case> cases() {
    return List.of(
        new Case(new MeanAbsolutePercentageError(), REAL, OTHER, mean((t, a) -> 100 * Math.abs((t - a) / t))),
        new Case(new MeanSquaredLogarithmicError(), MIXED, OTHER, mean((t, a) ->
            Math.pow(Math.log(1 + t) - Math.log(1 + Math.max(a, 1e-7)), 2))),
        new Case(new Huber(), REAL, OTHER, mean((t, a) -> huber(t - a, 1))),
        new Case(new Huber().delta(0.4), REAL, OTHER, mean((t, a) -> huber(t - a, 0.4))),
        new Case(new LogCosh(), REAL, OTHER, mean((t, a) -> Math.log(Math.cosh(a - t)))),
        new Case(new CosineSimilarity(), REAL, OTHER, (t, a) ->
            -sum((x, y) -> x * y).of(t, a) / norm(t) / norm(a)),
        new Case(new Hinge(), SIGNS, OTHER, mean((t, a) -> Math.max(1 - t * a, 0))),
        new Case(new Hinge(), ONE_HOT, OTHER, mean((t, a) -> Math.max(1 - (2 * t - 1) * a, 0))),
        new Case(new SquaredHinge(), SIGNS, OTHER, mean((t, a) -> Math.pow(Math.max(1 - t * a, 0), 2))),
        new Case(new CategoricalHinge(), ONE_HOT, OTHER, (t, a) -> {
          double wrong = Double.NEGATIVE_INFINITY;
          for (int i = 0; i < t.length; i++) {
            wrong = Math.max(wrong, (1 - t[i]) * a[i]);
          }
          return Math.max(wrong - sum((x, y) -> x * y).of(t, a) + 1, 0);
        }),
        new Case(new KLDivergence(), MIXED, new double[][] {{0.5, 0.25, 0.25}, {0.1, 0.1, 0.8}},
            sum((t, a) -> t * Math.log(t / a))),
        new Case(new Poisson(), new double[][] {{2, 0, 1}, {4, 1, 3}}, MIXED,
            mean((t, a) -> a - t * Math.log(a + 1e-7))),
        new Case(new BinaryFocalCrossentropy(), ONE_HOT, MIXED, mean(binaryFocal(2, 0, 0))),
        new Case(new BinaryFocalCrossentropy().gamma(1.5).labelSmoothing(0.2).applyClassBalancing(true).alpha(0.3),
            ONE_HOT, MIXED, mean(binaryFocal(1.5, 0.2, 0.3))),
        new Case(new BinaryFocalCrossentropy().fromLogits(true), ONE_HOT, REAL,
            mean((t, z) -> binaryFocal(2, 0, 0).of(t, sigmoid(z)))),
        new Case(new CategoricalFocalCrossentropy(), ONE_HOT, MIXED,
            sum((t, a) -> -0.25 * Math.pow(1 - a, 2) * t * Math.log(a))),
        new Case(new CategoricalFocalCrossentropy().alpha(0.5).gamma(1).labelSmoothing(0.3), ONE_HOT, MIXED,
            sum((t, a) -> -0.5 * (1 - a) * (t * 0.7 + 0.1) * Math.log(a))),
        new Case(new CategoricalFocalCrossentropy().fromLogits(true), ONE_HOT, REAL, (t, z) ->
            sum((x, a) -> -0.25 * Math.pow(1 - a, 2) * x * Math.log(a)).of(t, softmax(z))),
        new Case(new CategoricalGeneralizedCrossEntropy().q(0.7), ONE_HOT, MIXED, (t, a) ->
            (1 - Math.pow(sum((x, y) -> x * y).of(t, a), 0.7)) / 0.7));
  }

  static Stream<Arguments> casesAndEngines() {
    return cases().stream().flatMap(tried -> Backends.all().map(backend -> Arguments.of(tried, backend)));
  }

  private static double value(Backend backend, Loss loss, double[][] t, double[][] a, double[] weights) {
    Map<Tensor, NDArray> fed = new LinkedHashMap<>();
    Tensor yTrue = fed(fed, NDArray.of(t));
    Tensor yPred = fed(fed, NDArray.of(a));
    Tensor sampleWeights = weights == null ? null : fed(fed, NDArray.of(weights));
    return Computed.value(backend, fed, loss.batchLoss(yTrue, yPred, sampleWeights))[0];
  }

  private static Tensor fed(Map<Tensor, NDArray> fed, NDArray value) {
    Tensor placeholder = Computed.input(value.shape().dims());
    fed.put(placeholder, value);
    return placeholder;
  }

  private static void assertLoss(double expected, double actual, String what) {
    assertClose(new double[] {expected}, new double[] {actual}, 2e-6, what);
  }

  @ParameterizedTest
  @MethodSource("casesAndEngines")
  void theLossIsThatOfThePublishedFormula(Case tried, Backend backend) {
    double first = tried.formula().of(tried.t()[0], tried.a()[0]);
    double second = tried.formula().of(tried.t()[1], tried.a()[1]);
    assertLoss((first + second) / 2, value(backend, tried.loss(), tried.t(), tried.a(), null), "mean");
    double[] weights = {3, 0.5};
    assertLoss((3 * first + 0.5 * second) / 2, value(backend, tried.loss(), tried.t(), tried.a(), weights), "weighted");
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theMeanWithSampleWeightIsDividedByTheWeights(Backend backend) {
    Loss loss = new Poisson().reduction("mean_with_sample_weight");
    double first = value(backend, new Poisson(), new double[][] {ONE_HOT[0]}, new double[][] {MIXED[0]}, null);
    double second = value(backend, new Poisson(), new double[][] {ONE_HOT[1]}, new double[][] {MIXED[1]}, null);
    assertLoss((first + second) / 2, value(backend, loss, ONE_HOT, MIXED, null), "without weights");
    assertLoss((3 * first + 0.5 * second) / 3.5, value(backend, loss, ONE_HOT, MIXED, new double[] {3, 0.5}), "with");
    assertEquals(0, value(backend, loss, ONE_HOT, MIXED, new double[] {0, 0}));
  }

  /** i = 0.2 + 0.25, the sums of targets and outputs are 2 each. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void masksAreComparedAsAWhole(Backend backend) {
    assertLoss(1 - 2 * 0.45 / 4, value(backend, new Dice(), ONE_HOT, MIXED, null), "Dice");
    assertLoss(1 - 0.45 / (0.45 + 0.5 * 1.55 + 0.5 * 1.55), value(backend, new Tversky(), ONE_HOT, MIXED, null),
        "even");
    assertLoss(1 - 0.45 / (0.45 + 0.2 * (2 - 0.45) + 0.9 * (2 - 0.45)),
        value(backend, new Tversky().alpha(0.2).beta(0.9), ONE_HOT, MIXED, null), "uneven");
    assertLoss((1 - 0.225) * (1 + 3) / 2, value(backend, new Dice(), ONE_HOT, MIXED, new double[] {1, 3}), "weighted");
  }

  @Test
  void missedPlacesCountAlphaAndAddedOnesBeta() {
    Backend backend = Backends.all().findFirst().orElseThrow().getPayload();
    Loss uneven = new Tversky().alpha(1).beta(0);
    double missed = value(backend, uneven, new double[][] {{1, 1}}, new double[][] {{1, 0}}, null);
    assertLoss(0.5, missed, "one of two is missed");
    double added = value(backend, uneven, new double[][] {{1, 0}}, new double[][] {{1, 1}}, null);
    assertLoss(0, added, "what is added is free");
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void masksMayBeComparedRowByRow(Backend backend) {
    // Of the first row i = 0.2, of the second 0.25; all sums are 1.
    assertLoss((1 - 2 * 0.2 / 2 + 1 - 2 * 0.25 / 2) / 2, value(backend, new Dice().axis(1), ONE_HOT, MIXED, null),
        "mean");
    assertLoss((3 * (1 - 0.2) + (1 - 0.25)) / 2,
        value(backend, new Dice().axis(-1), ONE_HOT, MIXED, new double[] {3, 1}), "weighted");
  }

  /** Directions in a plane; the fifth is the only one of its class. */
  private static final double[] ANGLES = {0, 0.3, 2, 2.4, 4};
  private static final double[][] CLASSES = {{0}, {0}, {1}, {0}, {2}};

  private static double[][] directions() {
    return Arrays.stream(ANGLES).mapToObj(angle -> new double[] {Math.cos(angle), Math.sin(angle)})
        .toArray(double[][]::new);
  }

  /** Sun et al., 2020, equation 6, with similarities 1 - d; of rows without a partner or an opponent nothing. */
  private static double[] circle(double gamma, double margin, boolean ownPartner) {
    double[] losses = new double[ANGLES.length];
    for (int i = 0; i < losses.length; i++) {
      double positive = 0;
      double negative = 0;
      for (int j = 0; j < losses.length; j++) {
        double s = Math.min(Math.cos(ANGLES[i] - ANGLES[j]), 1);
        if (CLASSES[i][0] != CLASSES[j][0]) {
          negative += Math.exp(gamma * Math.max(s + margin, 0) * (s - margin));
        } else if (i != j || ownPartner) {
          positive += Math.exp(-gamma * Math.max(1 + margin - s, 0) * (s - (1 - margin)));
        }
      }
      losses[i] = Math.log1p(positive * negative);
    }
    return losses;
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void circleDrawsClassesTogetherAndApart(Backend backend) {
    double[] rows = circle(4, 0.25, false);
    // Rows 2 and 4 are alone: no partner, no loss, and they don't count.
    assertEquals(0, rows[2] + rows[4]);
    double mean = (rows[0] + rows[1] + rows[3]) / 3;
    Loss loss = new Circle().gamma(4).margin(0.25);
    assertLoss(mean, value(backend, loss, CLASSES, directions(), null), "mean");
    assertLoss(3 * mean, value(backend, loss.reduction("sum"), CLASSES, directions(), null), "sum");
    assertLoss((2 * rows[0] + rows[1] + 4 * rows[3]) / 3,
        value(backend, loss, CLASSES, directions(), new double[] {2, 1, 7, 4, 9}), "weighted");
    assertLoss((2 * rows[0] + rows[1] + 4 * rows[3]) / 7, value(backend, loss.reduction("mean_with_sample_weight"),
        CLASSES, directions(), new double[] {2, 1, 7, 4, 9}), "by weights");
    assertLoss(Arrays.stream(circle(4, 0.25, true)).average().orElseThrow(),
        value(backend, new Circle().gamma(4).margin(0.25).removeDiagonal(false), CLASSES, directions(), null),
        "with the rows themselves");
    assertEquals(0, value(backend, new Circle(), new double[][] {{1}, {2}}, MIXED, null));
  }

  /** Exponents of up to 80 times 1.4 times 1.4: their exponentials are beyond all floats. */
  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void circleWithKerasGammaDoesNotOverflow(Backend backend) {
    Tensor z = Computed.input(5, 2);
    Map<Tensor, NDArray> fed = Map.of(z, NDArray.of(directions()));
    Tensor total = new Circle().batchLoss(Ops.constant(NDArray.of(CLASSES)), z, null);
    double expected = Arrays.stream(circle(80, 0.4, false)).sum() / 3;
    assertClose(new double[] {expected}, Computed.value(backend, fed, total), 1e-5, "loss");
    for (double slope : Computed.gradient(backend, fed, total, z)) {
      assertTrue(Double.isFinite(slope), "gradient " + slope);
    }
  }

  @Test
  void circleSaysWhatItTakes() {
    assertEquals("circle expects output of shape (batch, length), got (4, 3, 2)", assertThrows(
        IllegalArgumentException.class, () -> new Circle().batchLoss(Computed.input(4), Computed.input(4, 3, 2), null))
        .getMessage());
    assertEquals("Received a label value of 0.5 where circle expects a whole number, the number of a class.",
        assertThrows(IllegalArgumentException.class,
            () -> new Circle().checkTargets(new float[] {1, 0.5f}, 0, 2, null)).getMessage());
  }

  @Test
  void everyLossOfTheCatalogueIsTriedSomewhere() {
    Set<String> tried =
        cases().stream().map(one -> one.loss().className()).collect(Collectors.toCollection(TreeSet::new));
    tried.addAll(Set.of("MeanSquaredError", "MeanAbsoluteError", "HalfSumOfSquares", "BinaryCrossentropy",
        "CategoricalCrossentropy", "SparseCategoricalCrossentropy", "Dice", "Tversky", "Circle"));
    assertEquals(Losses.catalogue().entries().stream().map(Loss::className)
        .collect(Collectors.toCollection(TreeSet::new)), tried);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aLossOfOnesOwnIsAFunctionOfTwoTensors(Backend backend) {
    Loss cubes = Loss.of("cubes", (t, a) -> Ops.mean(Ops.power(Ops.abs(Ops.subtract(a, t)), 3), false, -1));
    Sequential model = new Sequential(new Input(1), new Dense(1).useBias(false));
    model.engine(backend.name()).compile(new SGD(0.1), cubes);
    model.setWeights(List.of(NDArray.of(new double[][] {{1}})));
    NDArray one = NDArray.of(new double[][] {{1}});
    NDArray three = NDArray.of(new double[][] {{3}});
    assertEquals(8, model.trainOnBatch(one, three).get("loss"), 1e-5);
    // The gradient of (3 - w)^3 is -12.
    assertEquals(2.2, model.getWeights().get(0).getDouble(0, 0), 1e-5);
    assertEquals("The loss \"cubes\" is given as a function and can't be written to a file. Make it a class of its own "
        + "that extends Loss, or save without compile settings",
        assertThrows(IllegalStateException.class, cubes::toPlain).getMessage());
  }

  @Test
  void ctcIsLeftOutByName() {
    assertEquals("The loss ctc is left out of Neurona: it sums over all alignments of two sequences, for which there "
        + "is no operation", assertThrows(IllegalArgumentException.class, () -> Losses.get("ctc")).getMessage());
  }
}
