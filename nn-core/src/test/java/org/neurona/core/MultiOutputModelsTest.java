package org.neurona.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.neurona.CompileOptions;
import org.neurona.FitOptions;
import org.neurona.History;
import org.neurona.Model;
import org.neurona.NDArray;
import org.neurona.Shape;
import org.neurona.layers.Add;
import org.neurona.layers.Concatenate;
import org.neurona.layers.Dense;
import org.neurona.layers.Input;
import org.neurona.ops.Tensor;
import org.neurona.optimizers.Adam;
import org.neurona.optimizers.SGD;

/** A model with two inputs and two outputs, trained through the public API. */
class MultiOutputModelsTest {
  private static final int ROWS = 50;
  private Model model;
  private List<NDArray> x;
  private List<NDArray> y;

  @BeforeEach
  void build() {
    Tensor left = Input.of(4);
    Tensor right = Input.of(3);
    Tensor wide = new Dense(8, "relu").name("wide").apply(left);
    Tensor deep = new Add().apply(wide, new Dense(8, "tanh").name("deep").apply(right));
    Tensor both = new Concatenate().apply(wide, deep);
    model = new Model(List.of(left, right), List.of(new Dense(3, "softmax").name("a").apply(both),
        new Dense(1).name("b").apply(both)));
    Random random = new Random(4);
    x = List.of(Computed.random(random, Shape.of(ROWS, 4), -1, 1), Computed.random(random, Shape.of(ROWS, 3), -1, 1));
    float[] classes = new float[ROWS];
    float[] numbers = new float[ROWS];
    for (int row = 0; row < ROWS; row++) {
      classes[row] = x.get(0).get(row, 0) > 0.3 ? 2 : x.get(1).get(row, 1) > 0 ? 1 : 0;
      numbers[row] = x.get(0).get(row, 1) - 2 * x.get(1).get(row, 2);
    }
    y = List.of(NDArray.of(classes), NDArray.of(numbers));
  }

  private static CompileOptions options() {
    return new CompileOptions().optimizer(new Adam(0.02)).loss("a", "sparse_categorical_crossentropy").loss("b", "mse")
        .lossWeight("b", 0.25).outputMetrics("a", "accuracy").outputMetrics("b", "mae", "mse");
  }

  @Test
  void logsHaveTheTotalAndEachOutputsLossAndMetrics() {
    model.compile(options());
    Set<String> names = Set.of("loss", "a_loss", "b_loss", "a_accuracy", "b_mae", "b_mse");
    Map<String, Double> batch = model.trainOnBatch(x, y);
    assertEquals(names, batch.keySet());
    History history = model.fit(x, y, new FitOptions().epochs(2).verbose(0));
    assertEquals(names, history.history().keySet());
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void totalIsTheWeightedSumOfTheLosses(String engine) {
    model.engine(engine).compile(options());
    for (int i = 0; i < 3; i++) {
      Map<String, Double> logs = model.trainOnBatch(x, y);
      assertEquals(logs.get("a_loss") + 0.25 * logs.get("b_loss"), logs.get("loss"), 1e-5);
      assertEquals(logs.get("b_mse"), logs.get("b_loss"), 1e-5);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"commons-math", "scalar", "simd"})
  void bothOutputsLearn(String engine) {
    model.engine(engine).seed(3).compile(options());
    History history = model.fit(x, y, new FitOptions().epochs(120).batchSize(16).verbose(0));
    List<Double> accuracy = history.get("a_accuracy");
    assertTrue(accuracy.get(accuracy.size() - 1) > 0.95, accuracy.toString());
    List<Double> error = history.get("b_loss");
    assertTrue(error.get(error.size() - 1) < 0.02 * error.get(0), error.toString());
    List<NDArray> outputs = model.predict(x);
    assertEquals(List.of(Shape.of(ROWS, 3), Shape.of(ROWS, 1)), outputs.stream().map(NDArray::shape).toList());
  }

  @Test
  void enginesTrainAlike() {
    model.seed(5);
    List<NDArray> start = model.getWeights();
    double[] expected = null;
    for (String engine : List.of("commons-math", "scalar", "simd")) {
      build();
      model.engine(engine).compile(options());
      model.setWeights(start);
      model.fit(x, y, new FitOptions().epochs(3).batchSize(16).shuffle(false).verbose(0));
      double[] weights = model.getWeights().get(0).toDoubleArray();
      if (expected == null) {
        expected = weights;
      }
      Computed.assertClose(expected, weights, 1e-4, engine);
    }
  }

  @Test
  void anOutputWithoutALossIsNotTrained() {
    model.engine("commons-math").compile(new CompileOptions().optimizer(new SGD(0.1)).loss("b", "mse"));
    List<NDArray> before = model.getWeights("a");
    model.trainOnBatch(x, y);
    assertEquals(before, model.getWeights("a"));
    assertTrue(!model.getWeights("b").isEmpty());
  }
}
