package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.activations.ActivationFunction;
import org.neurona.callbacks.LambdaCallback;
import org.neurona.callbacks.TerminateOnNaN;
import org.neurona.core.engine.Backend;
import org.neurona.layers.Activation;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;

/** Models that fail in a known place. */
class TerminateOnNaNTest {
  private static final NDArray ONES = NDArray.of(new double[][] {{1}, {1}});

  private static Layer activation(String name, UnaryOperator<Tensor> formula) {
    return new Activation(ActivationFunction.of(name, formula)).name(name);
  }

  private static Dense dense(String name) {
    return new Dense(1).useBias(false).kernelInitializer("ones").name(name);
  }

  private static Model model(Backend backend, Layer... layers) {
    List<Layer> all = new ArrayList<>(List.of(new Input(1)));
    all.addAll(List.of(layers));
    Model model = new Sequential(all);
    model.engine(backend.name()).compile(new SGD(0.1), new MeanSquaredError());
    return model;
  }

  private static String failure(Model model, NDArray x, NDArray y) {
    return assertThrows(ArithmeticException.class, () -> model.fit(x, y, new FitOptions().batchSize(2).epochs(3)
        .shuffle(false).verbose(0).callbacks(new TerminateOnNaN().raiseError(true)))).getMessage();
  }

  private static String message(int batch, String loss, String place) {
    return "NaN or Inf loss encountered at batch " + batch + ". Loss value: " + loss
        + ". Terminating training immediately. First seen in " + place + ".";
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void theLayerWhoseOutputIsNotFiniteIsNamed(Backend backend) {
    Model model = model(backend, dense("first"), activation("log_of_negative", x -> Ops.log(Ops.negative(x))),
        activation("twice", x -> Ops.add(x, x)), dense("last"));
    assertEquals(message(0, "nan", "the output of layer 'log_of_negative'"), failure(model, ONES, ONES));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aLayerThatOverflowsIsNamedThoughTheLossIsNaN(Backend backend) {
    Model model = model(backend, dense("first"), activation("overflow", x -> Ops.exp(Ops.multiply(x, 1000))),
        activation("difference", x -> Ops.subtract(x, Ops.multiply(x, 2))), dense("last"));
    assertEquals(message(0, "nan", "the output of layer 'overflow'"), failure(model, ONES, ONES));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aStepWithoutALossLeavesWeightsAndOptimizerAsTheyWere(Backend backend) {
    Model model = model(backend, dense("first"), new Dropout(0.5), activation("log", Ops::log), dense("last"));
    model.compile(new Adam(0.1), new MeanSquaredError());
    NDArray x = NDArray.of(new double[][] {{0}, {0}});
    List<NDArray> weights = model.getWeights();
    model.trainingState();
    assertTrue(failure(model, x, ONES).endsWith("First seen in the output of layer 'log'."));
    assertEquals(weights, model.getWeights());
    model.trainingState().slots().forEach(
        (name, slot) -> assertEquals(0, slot.toDoubleArray()[0], name + " was zero before"));
    // Without the callback the step is Keras'.
    model.fit(x, ONES, new FitOptions().verbose(0));
    assertNotEquals(weights, model.getWeights());
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aGradientThatIsNotFiniteIsSeenInTheWeightAtTheNextStep(Backend backend) {
    // sqrt(0 w): the value is 0, its derivative by w infinity times 0.
    Model model = model(backend, dense("first"), dense("second"), activation("root", Ops::sqrt), dense("last"));
    NDArray zeros = NDArray.of(new double[][] {{0}, {0}, {0}, {0}});
    NDArray y = NDArray.of(new double[][] {{1}, {1}, {1}, {1}});
    assertEquals(message(1, "nan", "weight 'kernel' of layer 'second', as it was before this step"),
        failure(model, zeros, y));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void dataThatIsNotFiniteIsNamed(Backend backend) {
    NDArray bad = NDArray.of(new double[][] {{1}, {1}, {1}, {Double.POSITIVE_INFINITY}});
    NDArray good = NDArray.of(new double[][] {{1}, {1}, {1}, {1}});
    assertEquals(message(1, "inf", "the data for input 'input_layer'"),
        failure(model(backend, dense("only")), bad, good));
    assertEquals(message(1, "inf", "the targets of output 'only'"), failure(model(backend, dense("only")), good, bad));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#floats")
  void aLossThatOverflowsAndAPenaltyAreNamed(Backend backend) {
    assertEquals(message(0, "inf", "the loss of output 'only'"),
        failure(model(backend, dense("only")), ONES, NDArray.of(new double[][] {{1e30}, {1e30}})));
    Model penalized = model(backend, dense("only").kernelRegularizer(L2.of(1)));
    penalized.setWeights(List.of(NDArray.of(new double[][] {{1e30}})));
    assertEquals(message(0, "inf", "what weights and layers add to the loss"),
        failure(penalized, NDArray.of(new double[][] {{0}, {0}}), ONES));
  }

  @Test
  void aStepOfOnesOwnIsGuardedTooThoughItsOwnFormulaHasNoPlace() {
    Model model = new Sequential(new Input(1), dense("only"));
    model.compile(new CompileOptions().optimizer(new SGD(0.1)).loss("mse").trainStep(step ->
        step.minimize(Ops.log(Ops.negative(Ops.add(step.computeLoss(step.call(step.x())), 1))))));
    List<NDArray> weights = model.getWeights();
    assertEquals("NaN or Inf loss encountered at batch 0. Loss value: nan. Terminating training immediately.",
        failure(model, ONES, ONES));
    assertEquals(weights, model.getWeights());
  }

  @Test
  void aGuardedStepGivesTheBitsOfAnOrdinaryOne() {
    NDArray x = NDArray.of(new double[][] {{0.5}, {-1}, {2}, {0.25}});
    NDArray y = NDArray.of(new double[][] {{1}, {2}, {3}, {4}});
    List<List<NDArray>> weights = new ArrayList<>();
    for (boolean guarded : new boolean[] {false, true}) {
      Model model = new Sequential(new Input(1), new Dense(8, "relu"), new Dropout(0.5), new Dense(1));
      model.compile(new Adam(0.1), new MeanSquaredError());
      model.fit(x, y, new FitOptions().epochs(5).batchSize(2).verbose(0)
          .callbacks(guarded ? new TerminateOnNaN() : new LambdaCallback()));
      weights.add(model.getWeights());
    }
    assertEquals(weights.get(0), weights.get(1));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void insideOfAModelTheLayerAndTheWeightAreNamedByTheirPaths(Backend backend) {
    Sequential base = new Sequential(new Input(1), dense("first"), activation("log", x -> Ops.log(Ops.negative(x))));
    Model model = model(backend, base.name("base").asLayer(), dense("last"));
    assertEquals(message(0, "nan", "the output of layer 'base/log'"), failure(model, ONES, ONES));

    model.setWeights("base/first", List.of(NDArray.of(new double[][] {{Double.NaN}})));
    assertEquals(message(0, "nan", "weight 'kernel' of layer 'base/first', as it was before this step"),
        failure(model, ONES, ONES));
  }
}
