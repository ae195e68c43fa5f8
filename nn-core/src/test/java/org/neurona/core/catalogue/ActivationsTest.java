package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.activations.Activations;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.core.engine.Backend;
import org.neurona.core.engine.reference.CommonsMathBackend;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;

/** Keras' activation functions against their published formulas. */
class ActivationsTest {
  /** Where the functions are not smooth, and a little beside it. */
  private static final double[] KINKS = {-3, -2.5, -1, -0.5, 0, 0.5, 1, 2.5, 3, 6};
  private static final double[] GRID = DoubleStream.concat(DoubleStream.iterate(-8, x -> x <= 8, x -> x + 0.0625),
      DoubleStream.of(-1e4, -1000, -90, -50, -20, 20, 50, 90, 1000, 1e4)).toArray();
  private static final Map<String, DoubleUnaryOperator> FORMULAS = new TreeMap<>();

  static {
    FORMULAS.put("linear", x -> x);
    FORMULAS.put("relu", x -> Math.max(0, x));
    FORMULAS.put("relu6", x -> Math.min(Math.max(0, x), 6));
    FORMULAS.put("leaky_relu", x -> x >= 0 ? x : 0.2 * x);
    FORMULAS.put("elu", x -> x > 0 ? x : Math.exp(x) - 1);
    FORMULAS.put("selu", x -> 1.05070098 * (x > 0 ? x : 1.67326324 * (Math.exp(x) - 1)));
    FORMULAS.put("celu", x -> Math.max(x, 0) + Math.min(Math.exp(Math.min(x, 0)) - 1, 0));
    FORMULAS.put("gelu", x -> 0.5 * x * (1 + org.apache.commons.math3.special.Erf.erf(x / Math.sqrt(2))));
    FORMULAS.put("silu", x -> x / (1 + Math.exp(-x)));
    FORMULAS.put("sigmoid", x -> 1 / (1 + Math.exp(-x)));
    FORMULAS.put("hard_sigmoid", x -> x <= -3 ? 0 : x >= 3 ? 1 : x / 6 + 0.5);
    FORMULAS.put("hard_sigmoid_keras2", x -> x <= -2.5 ? 0 : x >= 2.5 ? 1 : 0.2 * x + 0.5);
    FORMULAS.put("hard_silu", x -> x <= -3 ? 0 : x >= 3 ? x : x * (x / 6 + 0.5));
    FORMULAS.put("tanh", Math::tanh);
    FORMULAS.put("hard_tanh", x -> x < -1 ? -1 : x > 1 ? 1 : x);
    FORMULAS.put("softplus", x -> x > 30 ? x : Math.log1p(Math.exp(x)));
    FORMULAS.put("softsign", x -> x / (Math.abs(x) + 1));
    FORMULAS.put("exponential", Math::exp);
    FORMULAS.put("mish", x -> x * Math.tanh(x > 30 ? x : Math.log1p(Math.exp(x))));
    FORMULAS.put("log_sigmoid", x -> x < -30 ? x : -Math.log1p(Math.exp(-x)));
    FORMULAS.put("soft_shrink", x -> x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0);
    FORMULAS.put("hard_shrink", x -> Math.abs(x) > 0.5 ? x : 0);
    FORMULAS.put("tanh_shrink", x -> x - Math.tanh(x));
    FORMULAS.put("threshold", x -> x > 0 ? x : 0);
    FORMULAS.put("squareplus", x -> (x + Math.sqrt(x * x + 4)) / 2);
    FORMULAS.put("sparse_plus", x -> x <= -1 ? 0 : x < 1 ? (x + 1) * (x + 1) / 4 : x);
    FORMULAS.put("sparse_sigmoid", x -> x <= -1 ? 0 : x >= 1 ? 1 : (x + 1) / 2);
  }

  static Stream<Arguments> functionsAndEngines() {
    return FORMULAS.keySet().stream().flatMap(name -> Backends.all().map(backend -> Arguments.of(name, backend)));
  }

  static Stream<String> functions() {
    return FORMULAS.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("functionsAndEngines")
  void valueIsThatOfTheFormula(String name, Backend backend) {
    // e^1000 is infinite in float64, e^90 in float32: exponential alone is not asked for more.
    double[] grid = name.equals("exponential") ? Arrays.stream(GRID).filter(x -> x <= 50).toArray() : GRID;
    Tensor x = Computed.input(grid.length);
    double[] values = Computed.value(backend, Map.of(x, NDArray.of(grid)), Activations.get(name).apply(x));
    // As in Keras, squareplus is x + sqrt(x^2 + 4): far below 0 float32 has nothing left of it.
    double tolerance = backend.name().equals("commons-math") ? 1e-7 : name.equals("squareplus") ? 2e-4 : 2e-6;
    Computed.assertClose(Arrays.stream(grid).map(FORMULAS.get(name)).toArray(), values, tolerance, name);
  }

  @ParameterizedTest
  @MethodSource("functions")
  void gradientIsThatOfSmallDifferences(String name) {
    double[] smooth = Arrays.stream(GRID).filter(x -> Math.abs(x) <= 8)
        .map(x -> Arrays.stream(KINKS).anyMatch(kink -> kink == x) ? x + 0.03 : x).toArray();
    for (int from = 0; from < smooth.length; from += 50) {
      NDArray numbers = NDArray.of(Arrays.copyOfRange(smooth, from, Math.min(from + 50, smooth.length)));
      Tensor x = Computed.input(numbers.size());
      Computed.assertGradient(Map.of(x, numbers), Ops.sum(Activations.get(name).apply(x)), x, 1e-6, name);
    }
  }

  @ParameterizedTest
  @MethodSource("functionsAndEngines")
  void gradientIsFiniteFarOut(String name, Backend backend) {
    double[] grid = name.equals("exponential") ? Arrays.stream(GRID).filter(x -> x <= 50).toArray() : GRID;
    Tensor x = Computed.input(grid.length);
    Tensor sum = Ops.sum(Activations.get(name).apply(x));
    double[] expected = Computed.gradient(new CommonsMathBackend(), Map.of(x, NDArray.of(grid)), sum, x);
    double[] gradient = Computed.gradient(backend, Map.of(x, NDArray.of(grid)), sum, x);
    assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite), Arrays.toString(gradient));
    Computed.assertClose(expected, gradient, 1e-5, name);
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void softmaxFamilyStaysFiniteFarOut(Backend backend) {
    Tensor x = Computed.input(4, 3);
    Map<Tensor, NDArray> fed = Map.of(x,
        NDArray.of(new double[][] {{1e4, -1e4, 0}, {-1e4, -1e4, -1e4}, {1e4, 1e4, 1e4}, {1, 2, 3}}));
    double third = 1.0 / 3;
    double sum = 1 + Math.exp(-1) + Math.exp(-2);
    double[] softmax = {1, 0, 0, third, third, third, third, third, third, Math.exp(-2) / sum, Math.exp(-1) / sum,
        1 / sum};
    double log = Math.log(third);
    Computed.assertClose(softmax, Computed.value(backend, fed, Activations.get("softmax").apply(x)), 1e-6, "softmax");
    Computed.assertClose(new double[] {0, -2e4, -1e4, log, log, log, log, log, log, -2 - Math.log(sum),
        -1 - Math.log(sum), -Math.log(sum)}, Computed.value(backend, fed, Activations.get("log_softmax").apply(x)),
        1e-6, "log_softmax");
    Computed.assertClose(new double[] {1, 0, 0, third, third, third, third, third, third, 0, 0, 1},
        Computed.value(backend, fed, Activations.get("sparsemax").apply(x)), 1e-6, "sparsemax");
    for (String name : new String[] {"softmax", "log_softmax", "sparsemax"}) {
      double[] gradient = Computed.gradient(backend, fed, Computed.probed(Activations.get(name).apply(x)), x);
      assertTrue(Arrays.stream(gradient).allMatch(Double::isFinite), name + ": " + Arrays.toString(gradient));
    }
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void sparsemaxOfTheLastAxis(Backend backend) {
    // Martins and Astudillo, section 2: the support shrinks as numbers move apart.
    Tensor x = Computed.input(3, 3);
    NDArray numbers = NDArray.of(new double[][] {{0, 0, 0}, {0.5, 0, 0.4}, {2, 0, 1.5}});
    double[] values = Computed.value(backend, Map.of(x, numbers), Activations.get("sparsemax").apply(x));
    double third = 1.0 / 3;
    Computed.assertClose(new double[] {third, third, third, 0.53333333, 0.03333333, 0.43333333, 0.75, 0, 0.25}, values,
        1e-6, "sparsemax");
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void gluGatesTheFirstHalfByTheSecond(Backend backend) {
    Tensor x = Computed.input(2, 4);
    double[] values = Computed.value(backend, Map.of(x, NDArray.of(new double[][] {{1, 2, 0, 1e4}, {3, 4, -1e4, 1}})),
        Activations.get("glu").apply(x));
    Computed.assertClose(new double[] {0.5, 2, 0, 4 / (1 + Math.exp(-1))}, values, 1e-6, "glu");
  }

  @Test
  void gluRefusesAnOddAxis() {
    assertEquals("glu expects an even last axis, got shape (2, 3)",
        assertThrows(IllegalArgumentException.class, () -> Activations.get("glu").apply(Computed.input(2, 3)))
            .getMessage());
  }

  @Test
  void everyFunctionIsTried() {
    Set<String> tried = new TreeSet<>(FORMULAS.keySet());
    tried.addAll(List.of("softmax", "log_softmax", "sparsemax", "glu"));
    Set<String> names = new TreeSet<>();
    Activations.catalogue().entries().forEach(entry -> names.add(entry.name()));
    assertEquals(tried, names);
    assertEquals(Shape.of(2), Activations.get("swish").apply(Computed.input(2)).shape());
  }
}
