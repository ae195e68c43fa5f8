package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.GradientTape;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.ShapeMismatchException;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;

/** Gradients of any formula by arrays and by weights. */
class GradientTapeTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 2}, {3, -1}, {-2, 0.5}});
  private static final NDArray Y = NDArray.of(new double[][] {{1}, {-1}, {0.5}});

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aFormulaOfArraysHasGradientsOfAnyOrder(String engine) {
    GradientTape tape = new GradientTape(engine);
    Tensor x = tape.watch(NDArray.scalar(3));
    Tensor cube = Ops.multiply(x, Ops.square(x));
    Tensor first = tape.gradients(cube, List.of(x)).get(0);
    assertEquals(27, tape.value(cube).toDoubleArray()[0], 1e-5);
    assertEquals(27, tape.value(first).toDoubleArray()[0], 1e-5);
    assertEquals(18, tape.gradient(first, x).toDoubleArray()[0], 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aTapeAndTheOptimizerMakeTheStepThatTrainOnBatchMakes(String engine) {
    Model byTape = model(engine);
    Model byStep = model(engine);
    for (int step = 0; step < 3; step++) {
      GradientTape tape = new GradientTape();
      Tensor predicted = tape.call(byTape, tape.watch(X), true);
      Tensor loss = new MeanSquaredError().batchLoss(tape.watch(Y), predicted, null);
      for (Tensor further : tape.losses(byTape)) {
        loss = Ops.add(loss, further);
      }
      double expected = byStep.trainOnBatch(X, Y).get("loss");
      assertEquals(expected, tape.value(loss).toDoubleArray()[0], 1e-6);
      byTape.applyGradients(tape.gradient(loss, byTape));
    }
    List<NDArray> expected = byStep.getWeights();
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i).toDoubleArray(), byTape.getWeights().get(i).toDoubleArray(), 1e-6);
    }
    assertEquals(3, byTape.trainingState().iterations());
  }

  private static Model model(String engine) {
    Model model = new Sequential(new Input(2), new Dense(4, "tanh").kernelRegularizer(L2.of(0.1)), new Dense(1));
    model.engine(engine).compile(new Adam(0.01), new MeanSquaredError());
    return model;
  }

  @Test
  void twoModelsAreTrainedAgainstEachOther() {
    Model generator = new Sequential(new Input(2), new Dense(2).name("generate")).engine("commons-math");
    Model critic = new Sequential(new Input(2), new Dense(1).useBias(false).name("judge")).engine("commons-math");
    generator.compile(new SGD(0.1), new MeanSquaredError());
    GradientTape tape = new GradientTape();
    Tensor score = Ops.mean(tape.call(critic, tape.call(generator, tape.watch(X), true), true));
    double before = tape.value(score).toDoubleArray()[0];
    List<NDArray> critics = critic.getWeights();
    double[] biasGradient = tape.gradient(score, generator).get(1).toDoubleArray();
    // The mean score moves by the critic's kernel for each unit of the generator's bias.
    assertArrayEquals(critics.get(0).toDoubleArray(), biasGradient, 1e-12);
    generator.applyGradients(tape.gradient(score, generator));
    GradientTape after = new GradientTape();
    Tensor now = Ops.mean(after.call(critic, after.call(generator, after.watch(X), true), true));
    assertTrue(after.value(now).toDoubleArray()[0] < before, "the step goes downhill");
    assertEquals(critics, critic.getWeights());
  }

  @Test
  void aGradientPenaltyHasAGradientByTheWeights() {
    Model critic = new Sequential(new Input(2), new Dense(1).useBias(false)).engine("commons-math");
    critic.setWeights(List.of(NDArray.of(new double[][] {{3}, {4}})));
    GradientTape tape = new GradientTape();
    Tensor x = tape.watch(X);
    Tensor slope = tape.gradients(Ops.sum(tape.call(critic, x, true)), List.of(x)).get(0);
    Tensor norm = Ops.sqrt(Ops.sum(Ops.square(slope), false, 1));
    Tensor penalty = Ops.mean(Ops.square(Ops.subtract(norm, 1)));
    assertEquals(16, tape.value(penalty).toDoubleArray()[0], 1e-12);
    // (|w| - 1)^2 with |w| = 5: 2 (5 - 1) w / 5.
    assertArrayEquals(new double[] {8 * 3 / 5.0, 8 * 4 / 5.0},
        tape.gradient(penalty, critic).get(0).toDoubleArray(), 1e-12);
  }

  @Test
  void dropoutIsTheSameWithinATapeAndAnotherInTheNextAndInEachCall() {
    Model model = new Sequential(new Input(64), new Dropout(0.5)).engine("scalar");
    NDArray ones = NDArray.full(Shape.of(1, 64), 1);
    GradientTape tape = new GradientTape();
    Tensor first = tape.call(model, tape.watch(ones), true);
    NDArray mask = tape.value(first);
    assertEquals(mask, tape.value(first));
    assertNotEquals(mask, tape.value(tape.call(model, tape.watch(ones), true)));
    GradientTape next = new GradientTape();
    assertNotEquals(mask, next.value(next.call(model, next.watch(ones), true)));
    GradientTape inference = new GradientTape();
    assertEquals(ones, inference.value(inference.call(model, inference.watch(ones), false)));
  }

  @Test
  void trainingGoesOnAfterATapeLookedAtTheModel() {
    Model looked = new Sequential(new Input(2), new Dropout(0.5), new Dense(1)).engine("scalar");
    Model plain = new Sequential(new Input(2), new Dropout(0.5), new Dense(1)).engine("scalar");
    for (Model model : List.of(looked, plain)) {
      model.compile(new SGD(0.1), new MeanSquaredError());
    }
    GradientTape tape = new GradientTape();
    tape.value(tape.call(looked, tape.watch(X), true));
    List<List<NDArray>> weights = new ArrayList<>();
    for (Model model : List.of(looked, plain)) {
      model.fit(X, Y, new FitOptions().epochs(3).verbose(0));
      weights.add(model.getWeights());
    }
    assertEquals(weights.get(1), weights.get(0));
  }

  @Test
  void wrongUseIsNamed() {
    Model model = model("scalar");
    GradientTape tape = new GradientTape();
    Tensor x = tape.watch(NDArray.zeros(3, 5));
    assertEquals("GradientTape.call: input 0 of model \"sequential\" expects shape (None, 2), got shape (3, 5)",
        assertThrows(ShapeMismatchException.class, () -> tape.call(model, x, true)).getMessage());
    assertEquals("Only a scalar can be differentiated, got shape (3, 5)",
        assertThrows(IllegalArgumentException.class, () -> tape.gradient(x, x)).getMessage());
    assertEquals("applyGradients: model \"sequential\" has 4 trainable weights. Received: 1 gradients",
        assertThrows(IllegalArgumentException.class, () -> model.applyGradients(List.of(X))).getMessage());
    assertEquals("The tape runs on engine commons-math, but the model on scalar: call the model before anything is "
        + "computed, or give the tape its engine", assertThrows(IllegalStateException.class,
            () -> new GradientTape("commons-math").call(model, tape.watch(X), true)).getMessage());
  }
}
