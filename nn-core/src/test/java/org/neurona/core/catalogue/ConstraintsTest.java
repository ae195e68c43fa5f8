package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.constraints.Constraint;
import org.neurona.constraints.Constraints;
import org.neurona.constraints.MaxNorm;
import org.neurona.constraints.MinMaxNorm;
import org.neurona.constraints.NonNeg;
import org.neurona.constraints.UnitNorm;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Conv2D;
import org.neurona.layers.Dense;
import org.neurona.layers.Flatten;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.optimizers.SGD;

/** What constraints make of weights, and that every way of training obeys them. */
class ConstraintsTest {
  /** Columns of norms 5, 0.5 and 0. */
  private static final NDArray WEIGHT = NDArray.of(new double[][] {{3, -0.3, 0}, {-4, 0.4, 0}});
  private static final NDArray X = NDArray.of(new double[][] {{3, 4}});

  private static double[] made(Backend backend, Constraint constraint, NDArray weight) {
    Tensor w = Computed.input(weight.shape().dims());
    return Computed.value(backend, Map.of(w, weight), constraint.call(w));
  }

  private static void assertMade(double[] expected, Backend backend, Constraint constraint) {
    // Of floats the weight 3 alone is off by up to 2e-7.
    Computed.assertClose(expected, made(backend, constraint, WEIGHT), 2e-7, constraint + " on " + backend.name());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theFormulasAreThoseOfKeras(Backend backend) {
    double epsilon = 1e-7;
    double max = 2 / (5 + epsilon);
    double same = 0.5 / (0.5 + epsilon);
    assertMade(new double[] {3 * max, -0.3 * same, 0, -4 * max, 0.4 * same, 0}, backend, new MaxNorm());
    double unit = 1 / (5 + epsilon);
    double unitOfShort = 1 / (0.5 + epsilon);
    assertMade(new double[] {3 * unit, -0.3 * unitOfShort, 0, -4 * unit, 0.4 * unitOfShort, 0}, backend,
        new UnitNorm());
    // A quarter of the way from 5 to 2, and from 0.5 to 1.
    double down = (0.25 * 2 + 0.75 * 5) / (5 + epsilon);
    double up = (0.25 * 1 + 0.75 * 0.5) / (0.5 + epsilon);
    assertMade(new double[] {3 * down, -0.3 * up, 0, -4 * down, 0.4 * up, 0}, backend,
        new MinMaxNorm(1, 2).rate(0.25));
    assertMade(new double[] {3 * unit, -0.3 * same, 0, -4 * unit, 0.4 * same, 0}, backend, new MinMaxNorm());
    assertMade(new double[] {3, 0, 0, 0, 0.4, 0}, backend, new NonNeg());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void normsMayBeTakenAlongOtherAxes(Backend backend) {
    double row = Math.sqrt(9.09) + 1e-7;
    double other = Math.sqrt(16.16) + 1e-7;
    assertMade(new double[] {3 / row, -0.3 / row, 0, -4 / other, 0.4 / other, 0}, backend, new UnitNorm().axis(-1));
    double all = Math.sqrt(25.25) + 1e-7;
    assertMade(new double[] {3 / all, -0.3 / all, 0, -4 / all, 0.4 / all, 0}, backend, new UnitNorm().axis(0, 1));
  }

  @Test
  void namesAndSettingsAreThoseOfKeras() {
    assertEquals(List.of("max_norm", "min_max_norm", "non_neg", "unit_norm"), Constraints.catalogue().identifiers());
    assertEquals("MaxNorm(maxValue=3.0, axis=[0, 1, 2])", new MaxNorm(3).axis(0, 1, 2).toString());
    assertEquals("{class_name=MaxNorm, config={max_value=3.0, axis=[0, 1, 2]}}",
        new MaxNorm(3).axis(0, 1, 2).toPlain().toString());
    assertEquals("Could not interpret constraint identifier: maxnorm. Did you mean \"MaxNorm\"? Known: max_norm, "
        + "min_max_norm, non_neg, unit_norm",
        assertThrows(IllegalArgumentException.class, () -> Constraints.get("maxnorm")).getMessage());
    assertEquals("MaxNorm: Received an invalid value for axis, expected an axis or several. Received: axis=[]",
        assertThrows(IllegalArgumentException.class, () -> Constraints.catalogue().read(
            Map.of("class_name", "MaxNorm", "config", Map.of("axis", List.of())), CustomObjects.none())).getMessage());
  }

  private static Sequential model(String engine, Optimizer optimizer, Constraint kernel, Constraint bias) {
    Sequential model = new Sequential(new Input(2), new Dense(3).kernelConstraint(kernel).biasConstraint(bias));
    model.engine(engine).compile(optimizer, new MeanSquaredError());
    return model;
  }

  private static void assertNonNegative(String what, NDArray weight) {
    assertTrue(Arrays.stream(weight.toDoubleArray()).allMatch(w -> w >= 0), what + ": " + weight);
    assertTrue(Arrays.stream(weight.toDoubleArray()).anyMatch(w -> w == 0), what + " met no bound: " + weight);
  }

  /** The targets pull half of the weights far down. */
  private static void trainDown(Sequential model) {
    for (int i = 0; i < 30; i++) {
      model.trainOnBatch(X, NDArray.of(new double[][] {{-40, 30, -50}}));
    }
  }

  static Stream<Arguments> optimizersAndEngines() {
    return Optimizers.catalogue().entries().stream().flatMap(optimizer -> Backends.all()
        .map(backend -> Arguments.of(optimizer.className(), backend.getPayload().name())));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("optimizersAndEngines")
  void everyOptimizerObeys(String optimizer, String engine) {
    Optimizer one = Optimizers.catalogue().read(
        Map.of("class_name", optimizer, "config", Map.of("learning_rate", 0.3)),
        CustomObjects.none());
    Sequential model = model(engine, one, new NonNeg(), new NonNeg());
    trainDown(model);
    assertNonNegative("kernel", model.getWeights().get(0));
    assertNonNegative("bias", model.getWeights().get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void normsStayWithinTheirBoundsWhileAModelIsFit(String engine) {
    Sequential model = new Sequential(new Input(6, 6, 2),
        new Conv2D(4, 3).kernelConstraint(new MaxNorm(0.5).axis(0, 1, 2)).activation("relu"), new Flatten(),
        new Dense(3).kernelConstraint("unit_norm").biasConstraint(new MinMaxNorm(0.25, 0.3)));
    model.engine(engine).compile("adam", "mse");
    Random random = new Random(8);
    model.fit(Computed.random(random, Shape.of(40, 6, 6, 2), -1, 1), Computed.random(random, Shape.of(40, 3), 2, 5),
        new FitOptions().batchSize(8).epochs(20).verbose(0));

    double[] squares = new double[4];
    double[] kernel = model.getWeights().get(0).toDoubleArray();
    for (int i = 0; i < kernel.length; i++) {
      squares[i % 4] += kernel[i] * kernel[i];
    }
    for (double square : squares) {
      assertTrue(Math.sqrt(square) <= 0.5 + 1e-6, "the norm of a filter is " + Math.sqrt(square));
    }
    assertTrue(Arrays.stream(squares).anyMatch(square -> Math.sqrt(square) > 0.499), "no filter met its bound");
    NDArray dense = model.getWeights().get(2);
    for (int unit = 0; unit < 3; unit++) {
      double square = 0;
      for (int i = 0; i < dense.shape().dim(0); i++) {
        square += dense.getDouble(i, unit) * dense.getDouble(i, unit);
      }
      assertEquals(1, square, 1e-5);
    }
    double[] bias = model.getWeights().get(3).toDoubleArray();
    assertEquals(0.3, Math.sqrt(Arrays.stream(bias).map(b -> b * b).sum()), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void gradientsOfOnesOwnAndStepsOfOnesOwnObeyToo(String engine) {
    Sequential applied = model(engine, new SGD(0.1), new NonNeg(), null);
    NDArray down = NDArray.full(Shape.of(2, 3), 1000);
    applied.applyGradients(List.of(down, NDArray.full(Shape.of(3), 1)));
    assertArrayEquals(new double[6], applied.getWeights().get(0).toDoubleArray());
    assertArrayEquals(new double[] {-0.1, -0.1, -0.1}, applied.getWeights().get(1).toDoubleArray(), 1e-7);

    Sequential custom = new Sequential(new Input(2), new Dense(3).kernelConstraint(new NonNeg()));
    custom.engine(engine).compile(new CompileOptions().optimizer(new SGD(0.1)).loss("mse")
        .trainStep(step -> step.minimize(step.computeLoss(step.call(step.x())))));
    trainDown(custom);
    assertNonNegative("kernel", custom.getWeights().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void stepsThatOnlyAccumulateGradientsObeyAsInKeras(String engine) {
    Sequential model = model(engine, new SGD(0.1).gradientAccumulationSteps(2), new MinMaxNorm(0, 2).rate(0.5), null);
    model.setWeights(List.of(NDArray.of(new double[][] {{6, 0, 1}, {8, 0, 0}}), NDArray.zeros(3)));
    model.trainOnBatch(X, NDArray.of(new double[][] {{0, 0, 0}}));
    // No update, but half of the way from 10 to 2.
    double half = 6 / (10 + 1e-7);
    double one = 1 / (1 + 1e-7);
    Computed.assertClose(new double[] {6 * half, 0, one, 8 * half, 0, 0},
        model.getWeights().get(0).toDoubleArray(), 1e-6, "after one step");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aMeanThatOverwritesTheWeightsIsBroughtBackToo(String engine) {
    Sequential model = model(engine, new SGD(0.1).useEma(true).emaMomentum(0.5).emaOverwriteFrequency(1), new NonNeg(),
        new NonNeg());
    trainDown(model);
    assertNonNegative("kernel", model.getWeights().get(0));
  }

  @Test
  void weightsThatAreNotTrainedStayAsTheyAre() {
    Sequential model = new Sequential(new Input(2), new Dense(3).kernelConstraint(new UnitNorm()).trainable(false),
        new Dense(1));
    model.engine("commons-math").compile("sgd", "mse");
    NDArray before = model.getWeights().get(0);
    model.trainOnBatch(X, NDArray.of(new double[][] {{1}}));
    assertEquals(before, model.getWeights().get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aConstraintOfOnesOwnIsAFunctionOrAClass(String engine) {
    Sequential model = model(engine, new SGD(0.1), Constraint.of("whole", Ops::floor), new Lattice());
    trainDown(model);
    for (double w : model.getWeights().get(0).toDoubleArray()) {
      assertEquals(Math.rint(w), w);
    }
    for (double w : model.getWeights().get(1).toDoubleArray()) {
      assertEquals(Math.rint(4 * w), 4 * w);
    }
  }

  /** Down to the next quarter. */
  private static final class Lattice extends Constraint {
    Lattice() {
      super(List.of());
    }

    @Override
    public Tensor call(Tensor weight) {
      return Ops.multiply(Ops.floor(Ops.multiply(weight, 4)), 0.25);
    }
  }

  @Test
  void aConstraintThatDoesNotFitNamesTheWeight() {
    NDArray y = NDArray.of(new double[][] {{1, 2, 3}});
    assertEquals("The constraint MaxNorm(axis=[2]) can't take dense/kernel of shape (2, 3): Axis 2 is out of range for "
        + "shape (2, 3)", assertThrows(IllegalArgumentException.class,
            () -> model("scalar", new SGD(), new MaxNorm().axis(2), null).trainOnBatch(X, y)).getMessage());
    assertEquals("The constraint total makes () of dense/bias of shape (3,)", assertThrows(
        IllegalArgumentException.class, () -> model("scalar", new SGD(), null, Constraint.of("total", Ops::sum))
            .trainOnBatch(X, y)).getMessage());
  }
}
