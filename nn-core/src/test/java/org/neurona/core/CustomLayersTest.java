package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.FitOptions;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Sequential;
import org.neurona.Shape;
import org.neurona.initializers.Initializers;
import org.neurona.layers.Add;
import org.neurona.layers.Call;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.layers.Layer;
import org.neurona.layers.WeightSpec;
import org.neurona.losses.MeanSquaredError;
import org.neurona.ops.Ops;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.SGD;
import org.neurona.regularizers.L2;

/** Layers of a user's own, layers that are used twice, and layers that don't train. */
class CustomLayersTest {
  private static final NDArray X = NDArray.of(new double[][] {{1, 2}, {3, -1}});

  /** x times a factor for each column, with a penalty on the factors and one on the output. */
  private static final class Scale extends Layer {
    Scale() {
      super(List.of());
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return List.of(WeightSpec.of("factor", Shape.of(inputs.get(0).dim(-1)), Initializers.get("ones"))
          .regularizer(L2.of(0.5)));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      Tensor scaled = Ops.multiply(x, call.weight("factor"));
      call.addLoss(Ops.sum(Ops.abs(scaled)));
      return scaled;
    }
  }

  /** x less the running mean of its columns, which moves half way to a batch's mean in each step of training. */
  private static final class Centre extends Layer {
    Centre() {
      super(List.of());
    }

    @Override
    protected List<WeightSpec> weights(List<Shape> inputs) {
      return List.of(
          WeightSpec.of("mean", Shape.of(inputs.get(0).dim(-1)), Initializers.get("zeros")).trainable(false));
    }

    @Override
    protected Tensor call(Tensor x, Call call) {
      Tensor mean = call.weight("mean");
      if (call.training()) {
        call.update("mean", Ops.multiply(Ops.add(mean, Ops.mean(x, false, 0)), 0.5));
      }
      return Ops.subtract(x, mean);
    }
  }

  /** Two outputs: the sum of two inputs and their difference. */
  private static final class SumAndDifference extends Layer {
    SumAndDifference() {
      super(List.of());
    }

    @Override
    protected List<Tensor> call(List<Tensor> inputs, Call call) {
      return List.of(Ops.add(inputs.get(0), inputs.get(1)), Ops.subtract(inputs.get(0), inputs.get(1)));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aLayerOfOnesOwnTrainsWithItsPenaltyAndLoss(String engine) {
    Sequential model = new Sequential(new Input(2), new Scale());
    model.engine(engine).compile(new SGD(0.1), new MeanSquaredError());
    NDArray y = NDArray.zeros(2, 2);
    // Mean of squares (1 + 4 + 9 + 1) / 4, penalty 0.5 (1 + 1), sum of absolute values 1 + 2 + 3 + 1.
    assertEquals(15.0 / 4 + 1 + 7, model.trainOnBatch(X, y).get("loss"), 1e-5);
    // The gradients by the factors: 2 (1 + 9) / 4 + 1 + (1 + 3) and 2 (4 + 1) / 4 + 1 + (2 + 1).
    assertArrayEquals(new double[] {1 - 0.1 * 10, 1 - 0.1 * 6.5}, model.getWeights().get(0).toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aLayerUpdatesItsOwnWeightInTrainingOnly(String engine) {
    Sequential model = new Sequential(new Input(2), new Centre(), new Dense(1));
    model.engine(engine).compile(new SGD(0.1), new MeanSquaredError());
    NDArray y = NDArray.zeros(2, 1);
    model.evaluate(X, y);
    model.predict(X);
    assertArrayEquals(new double[] {0, 0}, model.getWeights().get(0).toDoubleArray());
    model.trainOnBatch(X, y);
    assertArrayEquals(new double[] {1, 0.25}, model.getWeights().get(0).toDoubleArray(), 1e-6);
    model.trainOnBatch(X, y);
    assertArrayEquals(new double[] {1.5, 0.375}, model.getWeights().get(0).toDoubleArray(), 1e-6);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aLayerWithTwoOutputsFeedsBoth(String engine) {
    Tensor left = Input.of(2);
    Tensor right = Input.of(2);
    List<Tensor> both = new SumAndDifference().applyAll(left, right);
    Model model = new Model(List.of(left, right), both).engine(engine);
    List<NDArray> outputs = model.predict(List.of(X, NDArray.of(new double[][] {{10, 10}, {20, 20}})));
    assertArrayEquals(new double[] {11, 12, 23, 19}, outputs.get(0).toDoubleArray(), 0);
    assertArrayEquals(new double[] {-9, -8, -17, -21}, outputs.get(1).toDoubleArray(), 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void aSharedLayerHasOneKernelThatBothUsesMove(String engine) {
    Tensor left = Input.of(1);
    Tensor right = Input.of(1);
    Dense shared = new Dense(1).useBias(false);
    Model model = new Model(List.of(left, right), List.of(new Add().apply(shared.apply(left), shared.apply(right))));
    model.engine(engine).compile(new SGD(0.01), new MeanSquaredError());
    assertEquals(1, model.getWeights().size());
    assertEquals(1, model.countParams());
    model.setWeights(List.of(NDArray.of(new double[][] {{2}})));
    List<NDArray> x = List.of(NDArray.of(new double[][] {{3}}), NDArray.of(new double[][] {{4}}));
    assertEquals(14, model.predict(x).get(0).getDouble(0, 0), 1e-6);
    // The gradient of (7 w - 10)^2 at w = 2.
    model.trainOnBatch(x, List.of(NDArray.of(new double[][] {{10}})));
    assertEquals(2 - 0.01 * 2 * 4 * 7, model.getWeights().get(0).getDouble(0, 0), 1e-6);
  }

  @Test
  void twoLayersWithEqualSettingsHaveWeightsOfTheirOwn() {
    Model model = new Sequential(new Input(2), new Dense(2), new Dense(2));
    assertEquals(4, model.getWeights().size());
    assertNotEquals(model.getWeights().get(0), model.getWeights().get(2));
  }

  @ParameterizedTest
  @MethodSource("org.neurona.core.Backends#all")
  void aLayerThatIsNotTrainableKeepsItsWeights(org.neurona.core.engine.Backend backend) {
    Layer frozen = new Dense(4, "tanh").name("frozen").trainable(false);
    Model model = new Sequential(new Input(2), new Dense(3).name("first"), frozen, new Dense(1).name("last"));
    model.engine(backend.name()).compile(new SGD(0.1).momentum(0.9), new MeanSquaredError());
    List<NDArray> kept = model.getWeights("frozen");
    List<NDArray> first = model.getWeights("first");
    List<NDArray> last = model.getWeights("last");
    model.fit(X, NDArray.of(new double[][] {{5}, {-5}}), new FitOptions().epochs(5).verbose(0));
    assertEquals(kept, model.getWeights("frozen"));
    assertNotEquals(first, model.getWeights("first"), "the gradient goes through the frozen layer");
    assertNotEquals(last, model.getWeights("last"));
    assertTrue(model.trainingState().slots().keySet().stream().noneMatch(slot -> slot.startsWith("frozen")));
  }
}
