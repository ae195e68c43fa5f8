package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.GradientTape;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;
import org.neurona.training.TrainStep;

/** Training steps of a user's own in {@code fit}. */
class TrainStepTest {
  private static final NDArray X = Computed.random(new Random(1), Shape.of(10, 3), -1, 1);
  private static final NDArray Y = Computed.random(new Random(2), Shape.of(10, 1), -1, 1);
  /** Moves the inputs against the loss before it is minimised (Goodfellow et al., 2015). */
  private static final TrainStep ADVERSARIAL = step -> {
    Tensor x = step.x().get(0);
    Tensor slope = step.gradients(step.computeLoss(step.call(step.x())), step.x()).get(0);
    step.minimize(step.computeLoss(step.call(List.of(Ops.add(x, Ops.multiply(Ops.sign(slope), 0.1))))));
  };

  private static Model model(String engine, Optimizer optimizer, TrainStep trainStep) {
    Model model = new Sequential(new Input(3), new Dense(4, "tanh").kernelRegularizer(L2.of(0.01)), new Dropout(0.3),
        new Dense(1)).engine(engine);
    CompileOptions options =
        new CompileOptions().optimizer(optimizer).loss(new MeanSquaredError()).metrics("mae");
    model.compile(trainStep == null ? options : options.trainStep(trainStep));
    return model;
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void theStandardStepWrittenOutIsTheStandardStep(String engine) {
    Optimizer optimizer = new Adam(0.01).gradientAccumulationSteps(2).clipnorm(1.0);
    Model standard = model(engine, optimizer, null);
    Model written = model(engine, optimizer, step -> step.minimize(step.computeLoss(step.call(step.x()))));
    FitOptions options = new FitOptions().epochs(3).batchSize(4).verbose(0);
    History expected = standard.fit(X, Y, options.sampleWeight(NDArray.full(Shape.of(10), 0.5f)));
    History history = written.fit(X, Y, options.sampleWeight(NDArray.full(Shape.of(10), 0.5f)));
    assertEquals(expected.history(), history.history());
    assertEquals(standard.getWeights(), written.getWeights());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void anAdversarialStepGoesDownTheLossOfMovedInputs(String engine) {
    Model model = new Sequential(new Input(3), new Dense(1)).engine(engine);
    model.compile(new CompileOptions().optimizer(new SGD(0.1)).loss("mse").trainStep(ADVERSARIAL));
    Model other = new Sequential(new Input(3), new Dense(1)).engine(engine);
    other.compile(new SGD(0.1), new MeanSquaredError());
    for (int step = 0; step < 3; step++) {
      model.trainOnBatch(X, Y);
      GradientTape tape = new GradientTape();
      Tensor x = tape.watch(X);
      Tensor y = tape.watch(Y);
      Tensor slope = tape.gradients(new MeanSquaredError().batchLoss(y, tape.call(other, x, true), null),
          List.of(x)).get(0);
      Tensor moved = Ops.add(x, Ops.multiply(Ops.sign(slope), 0.1));
      Tensor loss = new MeanSquaredError().batchLoss(y, tape.call(other, moved, true), null);
      other.applyGradients(tape.gradient(loss, other));
    }
    for (int i = 0; i < 2; i++) {
      Computed.assertClose(other.getWeights().get(i).toDoubleArray(), model.getWeights().get(i).toDoubleArray(), 1e-5,
          "weight " + i);
    }
  }

  @Test
  void eachCallDropsOtherThings() {
    Model model = new Sequential(new Input(64), new Dropout(0.5), new Dense(1).useBias(false)).engine("scalar");
    // The loss that is logged is the difference of two calls, of which nothing would stay if they dropped the same.
    model.compile(new CompileOptions().optimizer(new SGD(0)).loss("mse").trainStep(step -> {
      List<Tensor> first = step.call(step.x());
      Tensor difference = Ops.sum(Ops.abs(Ops.subtract(first.get(0), step.call(step.x()).get(0))));
      step.computeLoss(first);
      step.minimize(difference);
    }));
    NDArray ones = NDArray.full(Shape.of(4, 64), 1);
    assertEquals(true, model.trainOnBatch(ones, NDArray.zeros(4, 1)).get("loss") > 0.01);
  }

  @Test
  void whatAStepMustDoIsSaid() {
    assertEquals("The training step must call computeLoss: the metrics are those of its predictions",
        message(step -> { }));
    assertEquals("The training step must call minimize or applyGradients, or nothing is trained",
        message(step -> step.computeLoss(step.call(step.x()))));
    assertEquals("The training step has applied gradients already: add losses up before", message(step -> {
      Tensor loss = step.computeLoss(step.call(step.x()));
      step.minimize(loss);
      step.minimize(loss);
    }));
  }

  private static String message(TrainStep step) {
    Executable training = () -> model("scalar", new SGD(), step).trainOnBatch(X, Y);
    return assertThrows(IllegalStateException.class, training).getMessage();
  }
}
