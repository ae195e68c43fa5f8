package org.neurona.core.catalogue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.function.LongToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.config.CustomObjects;
import org.neurona.core.Backends;
import org.neurona.core.Computed;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.losses.MeanSquaredError;
import org.neurona.optimizers.Adafactor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.Lamb;
import org.neurona.optimizers.Muon;
import org.neurona.optimizers.Optimizer;
import org.neurona.optimizers.Optimizers;
import org.neurona.optimizers.SGD;
import org.neurona.schedules.CosineDecayRestarts;
import org.neurona.schedules.ExponentialDecay;
import org.neurona.schedules.LearningRateSchedule;

/** What all optimizers can do around their own update, and updates that look at a whole weight. */
class CommonOptimizerFeaturesTest {
  /** Kernel and bias start at 0; the gradient of the mean square (p - y)^2 of one row is 2 (p - y) (x, 1). */
  private static final NDArray X = NDArray.of(new double[][] {{3, 4}});

  private static Sequential model(String engine, Optimizer optimizer) {
    Sequential model = new Sequential(new Input(2), new Dense(1).kernelInitializer("zeros"));
    model.engine(engine).compile(optimizer, new MeanSquaredError());
    return model;
  }

  private static NDArray target(double y) {
    return NDArray.of(new double[][] {{y}});
  }

  private static void assertWeights(Sequential model, double first, double second, double bias) {
    List<NDArray> weights = model.getWeights();
    assertArrayEquals(new double[] {first, second}, weights.get(0).toDoubleArray(), 1e-6);
    assertArrayEquals(new double[] {bias}, weights.get(1).toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void clipnormScalesTheGradientOfEachWeightOnItsOwn(String engine) {
    // Gradients -2 (3, 4) of norm 10, and -2: down to norm 5, and left alone.
    Sequential model = model(engine, new SGD(1).clipnorm(5));
    model.trainOnBatch(X, target(1));
    assertWeights(model, 3, 4, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void globalClipnormScalesAllGradientsTogether(String engine) {
    // The norm of all is sqrt(36 + 64 + 4).
    Sequential model = model(engine, new SGD(1).globalClipnorm(1.0));
    model.trainOnBatch(X, target(1));
    double norm = Math.sqrt(104);
    assertWeights(model, 6 / norm, 8 / norm, 2 / norm);
  }

  @Test
  void onlyOneWayToClipMayBeChosen() {
    assertEquals("Only one of `clipnorm`, `clipvalue` and `globalClipnorm` can be set. Received: clipnorm=1.0, "
        + "clipvalue=2.0, globalClipnorm=null",
        assertThrows(IllegalArgumentException.class, () -> new Adam().clipnorm(1.0).clipvalue(2.0)).getMessage());
  }

  @Test
  void twoWaysToClipInAFileAreRefusedBeforeTraining() {
    Map<String, Object> config = Map.of("learning_rate", 0.1, "clipnorm", 1.0, "clipvalue", 2.0);
    Optimizer read = Optimizers.catalogue().read(Map.of("class_name", "SGD", "config", config), CustomObjects.none());
    assertThrows(IllegalArgumentException.class, () -> model("scalar", read).trainOnBatch(X, target(1)));
  }

  @Test
  void aScheduleThatGivesNoNumberIsNamed() {
    Sequential model = model("scalar", new SGD().learningRate(new CosineDecayRestarts(0.4, 1).tMul(0.5)));
    model.trainOnBatch(X, target(1));
    String message = assertThrows(IllegalStateException.class, () -> {
      model.trainOnBatch(X, target(1));
      model.trainOnBatch(X, target(1));
    }).getMessage();
    assertEquals("The learning rate of step 2 is NaN, from the schedule CosineDecayRestarts(initialLearningRate=0.4, "
        + "firstDecaySteps=1, tMul=0.5)", message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void accumulatedGradientsMakeTheStepOfTheirMean(String engine) {
    Sequential model = model(engine, new SGD(0.1).gradientAccumulationSteps(2));
    model.trainOnBatch(X, target(1));
    assertWeights(model, 0, 0, 0);
    model.trainOnBatch(X, target(3));
    // The mean of -2 (3, 4, 1) and -6 (3, 4, 1) is -4 (3, 4, 1).
    assertWeights(model, 1.2, 1.6, 0.4);
    model.trainOnBatch(X, target(8.8));
    assertWeights(model, 1.2, 1.6, 0.4);
    model.trainOnBatch(X, target(10.4));
    // The prediction is 3.6 + 6.4 + 0.4 = 10.4: gradients 3.2 (3, 4, 1) and 0.
    assertWeights(model, 1.2 - 0.48, 1.6 - 0.64, 0.4 - 0.16);
    assertEquals(4, model.trainingState().iterations());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void theRunningMeanOfTheWeightsBecomesTheWeightsWhenFitEnds(String engine) {
    Sequential model = model(engine, new SGD(0.1).useEma(true).emaMomentum(0.75));
    model.fit(NDArray.of(new double[][] {{0, 1}, {0, 1}}), NDArray.of(new double[][] {{1}, {1}}),
        new FitOptions().batchSize(1).verbose(0));
    // Of weight and bias: 0.2, where the mean starts; then the prediction is 0.4 and they move by 0.12.
    assertWeights(model, 0, 0.75 * 0.2 + 0.25 * 0.32, 0.75 * 0.2 + 0.25 * 0.32);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void theRunningMeanOverwritesTheWeightsAsOftenAsAsked(String engine) {
    Sequential model = model(engine, new SGD(0.1).useEma(true).emaMomentum(0.75).emaOverwriteFrequency(2));
    NDArray x = NDArray.of(new double[][] {{0, 1}});
    model.trainOnBatch(x, target(1));
    assertWeights(model, 0, 0.2, 0.2);
    model.trainOnBatch(x, target(1));
    assertWeights(model, 0, 0.23, 0.23);
    model.trainOnBatch(x, target(0.46));
    assertWeights(model, 0, 0.23, 0.23);
  }

  @Test
  void aScheduleGivesTheRateOfEachStepAndCanNotBeOverruled() {
    Sequential model = model("commons-math", new SGD().learningRate(new ExponentialDecay(0.1, 1, 0.5)));
    assertEquals(0.1, model.learningRate());
    model.trainOnBatch(NDArray.of(new double[][] {{0, 0}}), target(1));
    assertEquals(0.05, model.learningRate());
    assertWeights(model, 0, 0, 0.2);
    String message = assertThrows(IllegalStateException.class, () -> model.learningRate(1)).getMessage();
    assertEquals("This optimizer was created with a `LearningRateSchedule` object as its `learningRate`, hence its "
        + "learning rate is not settable. If you need the learning rate to be settable, you should instantiate the "
        + "optimizer with a number as `learningRate`.", message);
  }

  @Test
  void aScheduleMayBeAnyFunctionAndCountsBatchesRatherThanUpdatesAsInKeras() {
    Sequential model = model("commons-math",
        new SGD().learningRate(LearningRateSchedule.of(step -> 0.1 / (step + 1))).gradientAccumulationSteps(2));
    for (int step = 0; step < 4; step++) {
      assertEquals(0.1 / (step + 1), model.learningRate());
      model.trainOnBatch(NDArray.of(new double[][] {{0, 0}}), target(1));
    }
    // The bias moves by 2 (1 - bias) times the rate of the second and of the fourth step.
    assertWeights(model, 0, 0, 0.1 + 0.05 * (1 - 0.1));
  }

  static Stream<Arguments> optimizersAndEngines() {
    return Optimizers.catalogue().entries().stream().flatMap(optimizer -> Backends.all()
        .map(backend -> Arguments.of(optimizer.className(), backend.getPayload().name())));
  }

  @ParameterizedTest(name = "{0} on {1}")
  @MethodSource("optimizersAndEngines")
  void everyOptimizerTakesAScheduleThatIsAFunction(String name, String engine) {
    ExponentialDecay schedule = new ExponentialDecay(0.1, 2, 0.5);
    Optimizer known = withRate(name, schedule.toPlain());
    Own function = new Own(schedule::at);
    Optimizer own = Optimizers.catalogue().read(
        Map.of("class_name", name, "config", Map.of("learning_rate", function.toPlain())), CustomObjects.of(function));
    Sequential first = model(engine, known);
    Sequential second = model(engine, own);
    Sequential constant = model(engine, withRate(name, 0.1));
    for (int step = 0; step < 5; step++) {
      List.of(first, second, constant).forEach(model -> model.trainOnBatch(X, target(1)));
    }
    assertEquals(first.getWeights(), second.getWeights());
    assertNotEquals(first.getWeights(), constant.getWeights());
  }

  private static Optimizer withRate(String name, Object rate) {
    return Optimizers.catalogue().read(Map.of("class_name", name, "config", Map.of("learning_rate", rate)),
        CustomObjects.none());
  }

  /** A schedule of one's own, as a class. */
  private static final class Own extends LearningRateSchedule {
    private final LongToDoubleFunction rate;

    Own(LongToDoubleFunction rate) {
      super(List.of());
      this.rate = rate;
    }

    @Override
    public double at(long step) {
      return rate.applyAsDouble(step);
    }
  }

  @Test
  void gradientsOfOneStepAreNotAccumulated() {
    assertEquals("SGD: Received an invalid value for gradientAccumulationSteps, expected an integer >= 2 or null. "
        + "Received: gradientAccumulationSteps=1",
        assertThrows(IllegalArgumentException.class, () -> new SGD().gradientAccumulationSteps(1)).getMessage());
    assertEquals(1, new SGD().gradientAccumulationSteps(null).gradientAccumulationSteps());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void theRunningMeanIsOfAllStepsThoseThatOnlyAccumulateToo(String engine) {
    NDArray x = NDArray.of(new double[][] {{0, 0}});
    Sequential model =
        model(engine, new SGD(0.1).useEma(true).emaMomentum(0.75).gradientAccumulationSteps(2));
    // Bias 0, and 0.2 after the first update: until then the mean is the weight.
    model.trainOnBatch(x, target(1));
    assertEquals(0, average(model), 1e-6);
    model.trainOnBatch(x, target(1));
    assertEquals(0.2, average(model), 1e-6);
    // Gradients -1.6 twice: the bias stays for a step and becomes 0.36.
    model.trainOnBatch(x, target(1));
    assertEquals(0.2, average(model), 1e-6);
    model.trainOnBatch(x, target(1));
    assertEquals(0.75 * 0.2 + 0.25 * 0.36, average(model), 1e-6);
    model.trainOnBatch(x, target(1));
    assertEquals(0.75 * 0.24 + 0.25 * 0.36, average(model), 1e-6);
    assertWeights(model, 0, 0, 0.36);
  }

  private static double average(Sequential model) {
    return model.trainingState().slots().get("dense/bias/average").getDouble(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void weightsMayBeExcludedFromWeightDecayByName(String engine) {
    Sequential model = model(engine, new SGD(0.1).weightDecay(0.5).excludeFromWeightDecay("bias", "g.mma"));
    model.setWeights(List.of(NDArray.of(new double[][] {{1}, {0}}), NDArray.of(1.0)));
    // The prediction is 1: no gradient.
    model.trainOnBatch(NDArray.of(new double[][] {{0, 0}}), target(1));
    assertWeights(model, 0.95, 0, 1);
  }

  @Test
  void aNameIsLookedForWithoutItsLayer() {
    Sequential model = model("commons-math", new SGD(0.1).weightDecay(0.5).excludeFromWeightDecay("dense"));
    model.setWeights(List.of(NDArray.of(new double[][] {{1}, {0}}), NDArray.of(1.0)));
    model.trainOnBatch(NDArray.of(new double[][] {{0, 0}}), target(1));
    assertWeights(model, 0.95, 0, 0.95);
    assertEquals("SGD: Received an invalid value for excludeFromWeightDecay, expected regular expressions. Received: "
        + "excludeFromWeightDecay=[(]",
        assertThrows(IllegalArgumentException.class, () -> new SGD().excludeFromWeightDecay("(")).getMessage());
  }

  @Test
  void anExpressionThatTakesForeverIsGivenUp() {
    Sequential model = new Sequential(new Input(1), new Dense(1).name("a".repeat(40)));
    Muon slow = new Muon().excludeLayers("(.*.*.*.*.*)=");
    assertEquals("The regular expression (.*.*.*.*.*)= takes too long on " + "a".repeat(40) + "/kernel",
        assertThrows(IllegalArgumentException.class, () -> {
          model.engine("scalar").compile(slow, new MeanSquaredError());
          model.trainOnBatch(target(1), target(1));
        }).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void trainingGoesOnFromAStateInTheMiddleOfAccumulation(String engine) {
    Optimizer optimizer = new Adam(0.1).gradientAccumulationSteps(2).useEma(true).weightDecay(0.1).globalClipnorm(1.0);
    Sequential whole = model(engine, optimizer);
    Sequential first = model(engine, optimizer);
    for (int step = 0; step < 3; step++) {
      whole.trainOnBatch(X, target(step));
      first.trainOnBatch(X, target(step));
    }
    Sequential second = model(engine, optimizer);
    second.setWeights(first.getWeights());
    second.restore(first.trainingState());
    for (int step = 3; step < 8; step++) {
      whole.trainOnBatch(X, target(step));
      second.trainOnBatch(X, target(step));
    }
    assertEquals(whole.getWeights(), second.getWeights());
    assertEquals(whole.trainingState(), second.trainingState());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void lambMakesItsStepAsLongAsTheWeightIsLarge(String engine) {
    Sequential model = model(engine, new Lamb(0.1).epsilon(0));
    model.setWeights(List.of(NDArray.of(new double[][] {{0.3}, {0.4}}), NDArray.of(0.0)));
    model.trainOnBatch(X, target(0));
    // In the first step m / sqrt(v) is the sign of the gradient: (1, 1), of norm sqrt(2), for a kernel of norm 0.5. The
    // bias has norm 0, so that its step is the plain one.
    double step = 0.1 * 0.5 / Math.sqrt(2);
    assertWeights(model, 0.3 - step, 0.4 - step, -0.1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void adafactorDividesByRowsAndColumns(String engine) {
    Sequential model = new Sequential(new Input(2), new Dense(2).useBias(false));
    model.engine(engine).compile(new Adafactor(0.5), new MeanSquaredError());
    model.setWeights(List.of(NDArray.of(new double[][] {{1, 2}, {3, 4}})));
    model.trainOnBatch(NDArray.of(new double[][] {{1, 2}}), NDArray.of(new double[][] {{6, 8}}));
    // Predictions (7, 10), gradient (1, 2)^T (1, 2) = (1 2; 2 4): squares (1 4; 4 16). In step 1 the decay is 0, so r =
    // (2.5, 10), c = (2.5, 10), and r c / mean(r) = (1 4; 4 16): the step is 1 everywhere. Its size is the root mean
    // square of the weights, sqrt(30 / 4), times min(0.5, 1).
    double step = 0.5 * Math.sqrt(7.5);
    Computed.assertClose(new double[] {1 - step, 2 - step, 3 - step, 4 - step},
        model.getWeights().get(0).toDoubleArray(), 1e-6, "step 1");
    assertEquals(Shape.of(2), model.trainingState().slots().get("dense/kernel/r").shape());
  }
}
