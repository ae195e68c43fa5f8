package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.neurona.core.Computed.assertClose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.data.ArrayDataset;
import org.neurona.layers.Activation;
import org.neurona.layers.Add;
import org.neurona.layers.Call;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Dropout;
import org.neurona.layers.Flatten;
import org.neurona.layers.GlobalAveragePooling1D;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.Masking;
import org.neurona.losses.Loss;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;
import org.neurona.training.StepTrace;

/** Masks from where they begin to losses, metrics and layers that look at them. */
class MasksTest {
  /** Two sequences of three steps; the last step of the first is masked, and the last two of the second. */
  private static final NDArray X = NDArray.of(new double[][][] {{{1, 2}, {0, 3}, {0, 0}}, {{4, 0}, {0, 0}, {0, 0}}});
  private static final NDArray Y = NDArray.of(new double[][][] {{{1}, {2}, {100}}, {{2}, {100}, {100}}});
  /** The outputs x1 + x2 of the steps that count are 3, 3 and 4, so their squared errors are 4, 1 and 4. */
  private static final double SUM_OF_SQUARES = 4 + 1 + 4;

  /** Puts out the mask of its input, or 7 where there is none. */
  private static final class ShowMask extends Layer {
    private final int input;

    ShowMask(int input) {
      super(List.of());
      this.input = input;
    }

    @Override
    public boolean supportsMasking() {
      return true;
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
      Tensor x = inputs.get(0);
      return List.of(call.mask(input) == null ? Ops.fill(7, x.shape()) : Ops.multiply(Ops.add(Ops.multiply(x, 0), 1),
          Ops.expandDims(call.mask(input), -1)));
    }
  }

  private static Sequential summing(String engine) {
    Sequential model = new Sequential(new Input(3, 2), new Masking(), new Activation("linear"), new Dropout(0),
        new Dense(1).useBias(false));
    model.engine(engine);
    model.setWeights(List.of(NDArray.of(new double[][] {{1}, {1}})));
    return model;
  }

  private static double loss(String engine, Loss loss, NDArray sampleWeights) {
    Sequential model = summing(engine);
    model.compile(new SGD(0), loss);
    return model.evaluate(new ArrayDataset(List.of(X), List.of(Y), sampleWeights)).get("loss");
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void theLossIsTheMeanOverTheStepsThatCount(String engine) {
    NDArray weights = NDArray.of(new float[] {2, 0.5f});

    assertEquals(SUM_OF_SQUARES / 3, loss(engine, new MeanSquaredError(), null), 1e-6);
    assertEquals(SUM_OF_SQUARES, loss(engine, new MeanSquaredError().reduction("sum"), null), 1e-5);
    assertEquals((2 * 5 + 0.5 * 4) / 3, loss(engine, new MeanSquaredError(), weights), 1e-6);
    assertEquals((2 * 5 + 0.5 * 4) / (2 * 2 + 0.5),
        loss(engine, new MeanSquaredError().reduction("mean_with_sample_weight"), weights), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void meansAmongTheMetricsLeaveMaskedStepsOut(String engine) {
    Sequential model = summing(engine);
    model.compile(new CompileOptions().optimizer(new SGD(0)).loss("mse").metrics("mae", "mse"));

    Map<String, Double> logs = model.evaluate(X, Y);

    assertEquals((2 + 1 + 2) / 3.0, logs.get("mae"), 1e-6);
    assertEquals(SUM_OF_SQUARES / 3, logs.get("mse"), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aBatchOfNothingButMaskedStepsHasNoLossAndTeachesNothing(String engine) {
    Sequential model = summing(engine);
    model.compile(new SGD(0.1), "mse", "mae");

    Map<String, Double> logs = model.trainOnBatch(NDArray.zeros(2, 3, 2), Y);

    assertEquals(Map.of("loss", 0.0, "mae", 0.0), logs);
    assertArrayEquals(new double[] {1, 1}, model.getWeights().get(0).toDoubleArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aTrainingStepOfOnesOwnSeesTheMasksAsTheStandardOneDoes(String engine) {
    Sequential standard = summing(engine);
    standard.compile(new SGD(0.01), "mse");
    Sequential own = summing(engine);
    own.compile(new CompileOptions().optimizer(new SGD(0.01)).loss("mse")
        .trainStep((StepTrace step) -> step.minimize(step.computeLoss(step.call(step.x())))));

    standard.fit(X, Y, new FitOptions().epochs(3).verbose(0));
    own.fit(X, Y, new FitOptions().epochs(3).verbose(0));

    assertEquals(standard.getWeights(), own.getWeights());
    // The first step's gradient by the first weight: 2 (2 * 1 + 2 * 4) / 3.
    Sequential once = summing(engine);
    once.compile(new SGD(0.01), "mse");
    once.trainOnBatch(X, Y);
    assertEquals(1 - 0.01 * 2 * (2 * 1 + 2 * 4) / 3, once.getWeights().get(0).getDouble(0, 0), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void maskingSetsMaskedStepsToZeroAndTellsOfThem(String engine) {
    NDArray x = NDArray.of(new double[][][] {{{0.1, 0.1}, {0.1, 0}, {5, 5}}});
    NDArray masked = new Sequential(new Input(3, 2), new Masking(0.1)).engine(engine).predict(x);
    NDArray mask = new Sequential(new Input(3, 2), new Masking(0.1), new ShowMask(0)).engine(engine).predict(x);

    assertClose(new double[] {0, 0, 0.1, 0, 5, 5}, masked.toDoubleArray(), 1e-7, engine);
    assertArrayEquals(new double[] {0, 0, 1, 1, 1, 1}, mask.toDoubleArray());
    // The same numbers as float32.
    assertArrayEquals(mask.toDoubleArray(), new Sequential(new Input(3, 2), new Masking(0.1), new ShowMask(0))
        .engine(engine).predict(NDArray.of(x.toFloatArray()).reshape(1, 3, 2)).toDoubleArray());
  }

  /** The mask that a layer lets out, of two inputs with a mask each. */
  private static double[] merged(Layer layer, boolean secondIsMasked) {
    Tensor left = Input.of(2, 2);
    Tensor right = Input.of(2, 2);
    Tensor second = secondIsMasked ? new Masking().apply(right) : right;
    Tensor out = new ShowMask(0).apply(layer.apply(new Masking().apply(left), second));
    Model model = new Model(List.of(left, right), List.of(out)).engine("commons-math");
    NDArray x = NDArray.of(new double[][][] {{{1, 1}, {0, 0}}, {{0, 0}, {0, 0}}});
    NDArray z = NDArray.of(new double[][][] {{{0, 0}, {2, 2}}, {{0, 0}, {2, 2}}});
    NDArray shown = model.predict(List.of(x, z)).get(0);
    double[] first = new double[shown.size() / shown.shape().dim(-1)];
    for (int i = 0; i < first.length; i++) {
      first[i] = shown.toDoubleArray()[i * shown.shape().dim(-1)];
    }
    return first;
  }

  @Test
  void aMergedStepCountsWhereItDoesInOneOfTheInputs() {
    assertArrayEquals(new double[] {1, 1, 0, 1}, merged(new Add(), true));
    assertArrayEquals(new double[] {1, 1, 0, 1}, merged(new Concatenate(), true));
    assertArrayEquals(new double[] {1, 0, 0, 1, 0, 0, 0, 1}, merged(new Concatenate().axis(1), true));
  }

  @Test
  void ofAnInputWithoutAMaskEachStepCounts() {
    assertArrayEquals(new double[] {7, 7, 7, 7}, merged(new Add(), false), "as in Keras, a sum then has no mask");
    assertArrayEquals(new double[] {1, 1, 1, 1}, merged(new Concatenate(), false));
    assertArrayEquals(new double[] {1, 0, 1, 1, 0, 0, 1, 1}, merged(new Concatenate().axis(1), false));
  }

  @Test
  void aLayerSeesTheMaskOfEachInput() {
    Tensor left = Input.of(2, 2);
    Tensor right = Input.of(2, 2);
    Tensor masked = new Masking().apply(right);
    Model model = new Model(List.of(left, right),
        List.of(new ShowMask(0).apply(left, masked), new ShowMask(1).apply(left, masked)));
    NDArray x = NDArray.of(new double[][][] {{{1, 1}, {0, 0}}});
    List<NDArray> shown = model.predict(List.of(x, x));
    assertArrayEquals(new double[] {7, 7, 7, 7}, shown.get(0).toDoubleArray());
    assertArrayEquals(new double[] {1, 1, 0, 0}, shown.get(1).toDoubleArray());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void globalAveragePoolingTakesTheMeanOfTheStepsThatCount(String engine) {
    Model model = new Sequential(new Input(3, 2), new Masking(), new GlobalAveragePooling1D()).engine(engine);
    assertClose(new double[] {0.5, 2.5, 4, 0}, model.predict(X).toDoubleArray(), 1e-6, engine);
  }

  @Test
  void aLayerThatDoesNotSupportMasksLosesThemWithOneWarning() {
    List<Double> losses = new ArrayList<>();
    List<String> messages = LogCapture.of(() -> {
      Sequential model = new Sequential(new Input(3, 2), new Masking(), new Flatten().name("flat"),
          new Dense(1).kernelInitializer("zeros"));
      model.compile("sgd", "mse");
      losses.add(model.evaluate(X, NDArray.of(new double[][] {{1}, {3}})).get("loss"));
      model.predict(X.slice(0, 1));
      model.predict(X);
    });
    assertEquals(List.of("Layer 'flat' (of type Flatten) was passed an input with a mask attached to it. However, this "
        + "layer does not support masking and will therefore destroy the mask information. Downstream layers will not "
        + "see the mask."), messages);
    assertEquals((1 + 9) / 2.0, losses.get(0), 1e-6);
  }

  @Test
  void aLayerThatIsFrozenSeesThatItIs() {
    List<Boolean> seen = new ArrayList<>();
    Layer watching = new Layer(List.of()) {
      @Override
      protected Tensor call(Tensor x, Call call) {
        seen.add(call.trainable());
        return x;
      }
    };
    Sequential model = new Sequential(new Input(2), watching.trainable(false));
    seen.clear();
    model.predict(NDArray.zeros(1, 2));
    assertEquals(List.of(false), seen);
    seen.clear();
    new Sequential(new Input(2), watching.trainable(true)).predict(NDArray.zeros(1, 2));
    assertEquals(List.of(true), seen.subList(seen.size() - 1, seen.size()));
  }
}
